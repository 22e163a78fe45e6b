/** One lesson: its text beside its workbench. Reads content and hands it on. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonFooter } from '@/components/lesson/lesson-footer';
import { LessonLayout } from '@/components/lesson/lesson-layout';
import { LessonProse } from '@/components/lesson/lesson-prose';
import { OnThisPage } from '@/components/lesson/on-this-page';
import { RememberPlace } from '@/components/progress/remember-place';
import { TimeMeter } from '@/components/progress/time-meter';
import { RuntimeManifest } from '@/components/site/runtime-manifest';
import { SiteHeader } from '@/components/site/site-header';
import { FirstVisitElement } from '@/components/workbench/first-visit';
import { Workbench } from '@/components/workbench/workbench';
import { WorkbenchProvider } from '@/components/workbench/workbench-context';
import { getCourse, getLesson } from '@/lib/course/course';

interface LessonPageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

export const dynamicParams = false;

export async function generateStaticParams() {
  const { lessons } = await getCourse();
  return lessons.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: LessonPageProps): Promise<Metadata> {
  const lesson = await getLesson((await params).slug);
  if (!lesson) return {};
  const { title, lede, description = lede } = lesson.frontmatter;
  return { title, description, openGraph: { type: 'article', siteName: 'Graceful', title, description } };
}

export default async function LessonPage({ params }: LessonPageProps) {
  const { slug } = await params;
  const lesson = await getLesson(slug);
  if (!lesson) notFound();
  const { course } = await getCourse();
  const all = course.parts.flatMap((part) => part.lessons);
  const index = all.findIndex((candidate) => candidate.slug === slug);
  const part = course.parts.find((candidate) => candidate.lessons.some((line) => line.slug === slug));
  const line = all[index];
  const { title, lede, minutes } = lesson.frontmatter;
  const eyebrow = `${line?.step ? `Step ${String(line.step)}` : `Lesson ${String(index + 1)}`} · ${String(minutes)} minutes`;

  return (
    <>
      <RuntimeManifest headStart />
      <FirstVisitElement project={lesson.project} />
      <RememberPlace slug={slug} />
      <TimeMeter projectId={lesson.project.id} />
      <SiteHeader course={course} current={slug} trail={[part?.title ?? '', line?.title ?? title]} />
      <WorkbenchProvider project={lesson.project}>
        <LessonLayout
          text={
            <article>
              <OnThisPage eyebrow={eyebrow} headings={lesson.headings} />
              <h1 className="display mt-3 text-[2rem] sm:text-[2.35rem]">{title}</h1>
              <p className="mt-3 mb-7 font-serif text-[1.2rem] leading-normal text-soft">{lede}</p>
              <div className="prose">
                <LessonProse lesson={lesson} />
              </div>
              <LessonFooter previous={all[index - 1]} next={all[index + 1]} />
            </article>
          }
          bench={<Workbench project={lesson.project} />}
        />
      </WorkbenchProvider>
    </>
  );
}
