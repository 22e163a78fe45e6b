/** Everything on one sheet, to print, and the finished app to take along. */
import type { Metadata } from 'next';
import { LibraryLink } from '@/components/finish/library-link';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCheatsheet, getCourse } from '@/lib/course/course';
import { markdownToHtml } from '@/lib/course/markdown';
import './cheatsheet.css';

export const metadata: Metadata = {
  title: 'Cheat sheet',
  description: 'Error handling in production with Flask, on one page.',
};

export default async function CheatsheetPage() {
  const { course } = await getCourse();
  const html = await markdownToHtml(getCheatsheet());
  return (
    <>
      <SiteHeader course={course} trail={['Cheat sheet']} />
      <main id="main" className="mx-auto max-w-[76rem] px-5 pt-10 pb-20 sm:px-8">
        <h1 className="display text-[2rem]">Cheat sheet</h1>
        <p className="no-print mt-3 mb-6 max-w-[44rem] text-soft">
          It prints on one page. Its code is taken from the finished app, which is tested with every build:{' '}
          <LibraryLink>download the app with its tests (zip)</LibraryLink>.
        </p>
        {/* Our own Markdown, rendered while the site is built. */}
        <div className="prose cheatsheet" dangerouslySetInnerHTML={{ __html: html }} />
      </main>
      <SiteFooter />
    </>
  );
}
