/** What the learner has at the end of the course. Reads content and hands it on. */
import type { Metadata } from 'next';
import { Finish } from '@/components/finish/finish';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCourse } from '@/lib/course/course';

export const metadata: Metadata = {
  title: 'Finished',
  description: 'What you did, on a sheet to print, and the finished app to keep.',
};

export default async function FinishPage() {
  const { course } = await getCourse();
  return (
    <>
      <SiteHeader course={course} trail={['Finished']} />
      <main id="main" className="mx-auto max-w-[58rem] px-5 pt-10 pb-20 sm:px-8">
        <Finish course={course} />
      </main>
      <SiteFooter />
    </>
  );
}
