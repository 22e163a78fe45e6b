/** The foot of the pages that end: what this is made of, and where it says so. */
import Link from 'next/link';

export function SiteFooter() {
  return (
    <footer className="no-print sticky top-[100vh] border-t border-line">
      <div className="mx-auto flex max-w-[76rem] flex-wrap gap-x-8 gap-y-2 px-5 py-8 text-sm text-soft sm:px-8">
        <p className="grow">Everything you do here stays in this browser. No account, no cookies, no tracking.</p>
        <Link href="/myths">Myths</Link>
        <Link href="/pitfalls">Pitfalls</Link>
        <Link href="/review">Review</Link>
        <Link href="/progress">Progress</Link>
        <Link href="/cheatsheet">Cheat sheet</Link>
        <Link href="/playground">Playground</Link>
        <Link href="/about">How it works, and privacy</Link>
      </div>
    </footer>
  );
}
