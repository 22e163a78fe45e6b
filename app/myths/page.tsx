/** What is often said about errors in Flask, put to a live server. Reads content and hands it on. */
import type { Metadata } from 'next';
import { LessonLink } from '@/components/practice/lesson-link';
import { Myths } from '@/components/myths/myths';
import { PracticeProse } from '@/components/practice/practice-prose';
import { ProgramListing } from '@/components/practice/program-listing';
import { RuntimeManifest } from '@/components/site/runtime-manifest';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCourse, getPractice } from '@/lib/course/course';
import '@/components/practice/practice.css';

const description = 'Claims about error handling in Flask, each with an experiment on a real server in the page.';
export const metadata: Metadata = { title: 'Myths', description };

export default async function MythsPage() {
  const { course } = await getCourse();
  const { myths } = await getPractice();
  return (
    <>
      <RuntimeManifest />
      <SiteHeader course={course} trail={['Myths']} />
      <main id="main" className="mx-auto max-w-[62rem] px-5 pt-10 pb-20 sm:px-8 sm:pt-14">
        <h1 className="display text-[2.2rem] sm:text-[2.7rem]">True, or often repeated?</h1>
        <p className="mt-4 mb-7 max-w-[40rem] font-serif text-xl leading-normal text-soft">
          What is said about errors in Flask, in {myths.length} claims. Commit to true or false, say how sure you are,
          and let the server in this page show it.
        </p>
        <Myths
          myths={myths.map(({ slug, claim, holds, reality, experiment, programs, prose, lesson }) => ({
            ...{ slug, claim, holds, reality, experiment },
            programs: Object.fromEntries(
              programs.map(({ name, title, files }) => [name, { title, listing: <ProgramListing files={files} /> }]),
            ),
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
