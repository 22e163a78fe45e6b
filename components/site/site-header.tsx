/** The bar on every page: course map, brand, where one is, progress, theme. */
import { NewerNotice } from '@/components/offline/newer-notice';
import { OfflineMark } from '@/components/offline/offline-mark';
import Link from 'next/link';
import { DueCount } from '@/components/review/due-count';
import { CourseProgressRing } from '@/components/progress/course-progress-ring';
import { StorageBanner } from '@/components/progress/storage-banner';
import type { Course } from '@/lib/course/lesson-types';
import { BrandMark } from './brand';
import { CourseDrawer } from './course-drawer';
import { CourseMap } from './course-map';
import { HomeLink } from './home-link';
import { Search } from './search';
import { ThemeSwitch } from './theme-switch';

interface SiteHeaderProps {
  readonly course: Course;
  /** The lesson this page is. */
  readonly current?: string;
  /** Where one is, outermost first; the last is this page. */
  readonly trail?: readonly string[];
  /** False where the page itself shows it, larger. */
  readonly showProgress?: boolean;
}

export function SiteHeader({ course, current, trail = [], showProgress = true }: SiteHeaderProps) {
  return (
    <>
      <header
        data-site-header
        className="sticky top-0 z-30 [@media(height<24rem)]:static flex h-[var(--bar)] items-center gap-3 border-b border-line bg-paper px-4 sm:px-5"
      >
        <CourseDrawer>
          <CourseMap course={course} current={current} size="list" />
        </CourseDrawer>
        <HomeLink className="flex items-center gap-2 font-serif text-lg leading-none font-semibold tracking-tight text-ink no-underline">
          <BrandMark />
          Graceful
        </HomeLink>
        {trail.length > 0 ? <Trail trail={trail} /> : null}
        <div className="ml-auto flex items-center gap-2 sm:gap-4">
          <Search />
          <OfflineMark />
          <DueCount />
          {showProgress ? (
            <Link prefetch={false} href="/progress" className="rounded-md no-underline">
              <CourseProgressRing course={course} />
            </Link>
          ) : null}
          <span className="max-sm:hidden">
            <ThemeSwitch />
          </span>
        </div>
      </header>
      <StorageBanner />
      <NewerNotice />
    </>
  );
}

function Trail({ trail }: { readonly trail: readonly string[] }) {
  return (
    <nav aria-label="Breadcrumb" className="ml-2 min-w-0 text-[0.8125rem] text-soft max-md:hidden">
      <ol className="flex min-w-0 items-center">
        {trail.map((name, index) => (
          <li key={name} className="truncate" aria-current={index === trail.length - 1 ? 'page' : undefined}>
            {index > 0 ? (
              <span className="mx-2 text-faint" aria-hidden="true">
                /
              </span>
            ) : null}
            <span className={index === trail.length - 1 ? 'font-medium text-ink' : ''}>{name}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
