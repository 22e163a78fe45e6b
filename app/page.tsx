/** The front door: what this is in one breath, a server to crash, the course, and the way back in. */
import { ContinueLink } from '@/components/progress/continue-link';
import { CourseMap } from '@/components/site/course-map';
import { CrashDemo } from '@/components/site/crash-demo';
import { PracticeLinks } from '@/components/site/practice-links';
import { RuntimeManifest } from '@/components/site/runtime-manifest';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { getCourse, getDemo, getPractice } from '@/lib/course/course';

export default async function HomePage() {
  const { course } = await getCourse();
  const { myths, pitfalls } = await getPractice();
  const demo = getDemo('front-page');
  const ready = course.parts.flatMap((part) => part.lessons).filter(({ status }) => status === 'ready');
  return (
    <>
      <RuntimeManifest />
      <SiteHeader course={course} />
      <main id="main" className="mx-auto max-w-[84rem] px-5 sm:px-8">
        <div className="grid items-center gap-x-14 gap-y-9 py-10 lg:grid-cols-[minmax(0,27rem)_minmax(0,1fr)] lg:py-16 2xl:py-20">
          <div>
            <h1 className="display text-[2.4rem] sm:text-5xl 2xl:text-[3.4rem]">
              Your Flask app will fail. Decide how.
            </h1>
            <p className="mt-5 font-serif text-lg leading-relaxed text-soft sm:text-xl">
              A course on error handling in production. Every page has a real Flask server in it: break it, read its
              log, mend it, and see what your visitor sees.
            </p>
            <div className="mt-7 flex flex-wrap items-center gap-x-5 gap-y-3">
              <ContinueLink lessons={ready.map(({ slug, title }) => ({ slug, title }))} />
              <span className="text-sm text-soft">Free. No account, nothing to install.</span>
            </div>
          </div>
          <CrashDemo unprotected={demo.start} handled={demo.solution} goodPath="/" crashPath="/waiting-list" />
        </div>
        <section aria-labelledby="course" className="border-t border-line pt-12 pb-20">
          <h2 id="course" className="display mb-8 text-[1.75rem]">
            The course
          </h2>
          <CourseMap course={course} size="full" />
        </section>
        <PracticeLinks myths={myths.length} pitfalls={pitfalls.length} />
      </main>
      <SiteFooter />
    </>
  );
}
