/** Programs with one fault each: find the line, then see the wrong and the right one side by side. */
import type { Metadata } from 'next';
import { LessonLink } from '@/components/practice/lesson-link';
import { Pitfalls } from '@/components/pitfalls/pitfalls';
import { PracticeProse } from '@/components/practice/practice-prose';
import { RuntimeManifest } from '@/components/site/runtime-manifest';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCourse, getPractice } from '@/lib/course/course';
import '@/components/practice/practice.css';

const description = 'Find the faulty line, then run the wrong and the right program side by side on two real servers.';
export const metadata: Metadata = { title: 'Pitfalls', description };

export default async function PitfallsPage() {
  const { course } = await getCourse();
  const { pitfalls } = await getPractice();
  return (
    <>
      <RuntimeManifest />
      <SiteHeader course={course} trail={['Pitfalls']} />
      <main id="main" className="mx-auto max-w-[76rem] px-5 pt-10 pb-20 sm:px-8 sm:pt-14">
        <h1 className="display text-[2.2rem] sm:text-[2.7rem]">One line is at fault</h1>
        <p className="mt-4 mb-7 max-w-[40rem] font-serif text-xl leading-normal text-soft">
          {pitfalls.length} programs, and each has a fault that no test of a good request finds. Spot the line, then
          watch the wrong one and the right one answer the same requests, on two servers in this page.
        </p>
        <Pitfalls
          pitfalls={pitfalls.map(({ prose, lesson, ...pitfall }) => ({
            ...pitfall,
            prose: (
              <>
                <PracticeProse source={prose.source} />
                <LessonLink course={course} slug={lesson} />
              </>
            ),
          }))}
        />
      </main>
      <SiteFooter />
    </>
  );
}
