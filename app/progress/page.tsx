/** What was reached, what comes next, and the learner's record as their own. Reads content and hands it on. */
import type { Metadata } from 'next';
import { Overview } from '@/components/progress/overview/overview';
import { RecordPanel } from '@/components/progress/ownership/record-panel';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCourse, getDeck } from '@/lib/course/course';

const description =
  'Goals reached, predictions, reviews to come, and your record as a file: all of it in your browser.';
export const metadata: Metadata = { title: 'Progress', description };

export default async function ProgressPage() {
  const { course } = await getCourse();
  return (
    <>
      <SiteHeader course={course} trail={['Progress']} showProgress={false} />
      <main id="main" className="mx-auto max-w-[76rem] px-5 pt-10 pb-20 sm:px-8">
        <h1 className="display text-[2rem]">Progress</h1>
        <Overview course={course} deck={await getDeck()} />
        <RecordPanel course={course} />
      </main>
      <SiteFooter />
    </>
  );
}
