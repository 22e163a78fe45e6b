/** The ways from the front page to what one does beside the lessons. */
import Link from 'next/link';

interface PracticeLinksProps {
  readonly myths: number;
  readonly pitfalls: number;
}

export function PracticeLinks({ myths, pitfalls }: PracticeLinksProps) {
  return (
    <section aria-labelledby="practice" className="border-t border-line pt-12 pb-20">
      <h2 id="practice" className="display mb-8 text-[1.75rem]">
        Practice
      </h2>
      <ul className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <Entry href="/myths" title="True, or often repeated?">
          {myths} claims about errors in Flask. Commit, run the experiment, see how sure you are against how right.
        </Entry>
        <Entry href="/pitfalls" title="One line is at fault">
          {pitfalls} programs. Find the line, then run the wrong one and the right one side by side.
        </Entry>
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly href: string;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Entry({ href, title, children }: EntryProps) {
  return (
    <li className="border-t border-line pt-3.5">
      <Link prefetch={false} href={href} className="font-semibold">
        {title}
      </Link>
      <p className="mt-0.5 max-w-[34rem] text-sm leading-relaxed text-soft">{children}</p>
    </li>
  );
}
