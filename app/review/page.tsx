/** Cards that are due, five minutes at a time. Reads content and hands it on. */
import type { Metadata } from 'next';
import { TimeMeter } from '@/components/progress/time-meter';
import { Review } from '@/components/review/review';
import { RuntimeManifest } from '@/components/site/runtime-manifest';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCards, getCourse } from '@/lib/course/course';

const description =
  'Five minutes a day: cards from the lessons you have begun, some of them with a live server in them.';
export const metadata: Metadata = { title: 'Review', description };

export default async function ReviewPage() {
  const { course } = await getCourse();
  return (
    <>
      <RuntimeManifest />
      <TimeMeter projectId="review" />
      <SiteHeader course={course} trail={['Review']} />
      <main id="main" className="mx-auto max-w-[46rem] px-5 pt-10 pb-20 sm:px-8">
        <h1 className="display text-[2rem]">Review</h1>
        <p className="mt-3 mb-7 max-w-[38rem] text-soft">
          A card comes back when you are about to forget it. Think of the answer first, then look, then say how well you
          knew it.
        </p>
        <Review cards={await getCards()} />
      </main>
      <SiteFooter />
    </>
  );
}
