/**
 * Reads the whole course: the syllabus, and a folder for each lesson that is ready. Every lesson is read and checked
 * before any is handed out, so a mistake anywhere stops the build. Knows folders and order, not what lessons say.
 */
import { join } from 'node:path';
import { ContentError } from './content-error.ts';
import {
  syllabusSchema,
  type Course,
  type CourseLesson,
  type CoursePart,
  type Lesson,
  type Syllabus,
} from './lesson-types.ts';
import { loadLesson } from './load-lesson.ts';
import { entriesOf, isFolder } from './read-folder.ts';

export interface LoadedCourse {
  readonly course: Course;
  /** The lessons that are ready, in order. */
  readonly lessons: readonly Lesson[];
}

export interface CourseSource {
  /** The project's root: messages name files from here. */
  readonly root: string;
  readonly syllabus: Syllabus;
  /** The site's pages besides lessons. */
  readonly pages: readonly string[];
}

/** @throws ContentError */
export async function loadCourse({ root, syllabus, pages }: CourseSource): Promise<LoadedCourse> {
  const parsed = syllabusSchema.safeParse(syllabus);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContentError(
      { file: 'content/course.ts' },
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
    );
  }
  const slugs = parsed.data.parts.flatMap((part) => part.lessons.map(({ slug }) => slug));
  refuseTwins(slugs);
  const folders = matchFolders(join(root, 'content', 'lessons'), slugs);
  const known = new Set([...pages, ...[...folders.keys()].map((slug) => `/learn/${slug}`)]);

  const lessons: Lesson[] = [];
  for (const slug of slugs) {
    const folder = folders.get(slug);
    if (folder !== undefined) lessons.push(await loadLesson({ root, folder, slug, pages: known }));
  }

  const parts = parsed.data.parts.map((part): CoursePart => ({
    title: part.title,
    summary: part.summary,
    lessons: part.lessons.map((line): CourseLesson => {
      const lesson = lessons.find(({ slug }) => slug === line.slug);
      return {
        ...line,
        number: slugs.indexOf(line.slug) + 1,
        status: lesson ? 'ready' : 'planned',
        minutes: lesson?.frontmatter.minutes ?? 0,
        goals: lesson?.project.goals.map(({ test }) => test) ?? [],
      };
    }),
  }));
  return { course: { title: parsed.data.title, parts }, lessons };
}

function refuseTwins(slugs: readonly string[]): void {
  const twin = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
  if (twin !== undefined) throw new ContentError({ file: 'content/course.ts' }, `two lessons are called "${twin}"`);
}

/** slug → absolute folder. A folder is named by its lesson's place in the course: `03-first-handlers`. */
function matchFolders(lessons: string, slugs: readonly string[]): Map<string, string> {
  const folders = new Map<string, string>();
  for (const name of isFolder(lessons) ? entriesOf(lessons) : []) {
    const file = `content/lessons/${name}`;
    const [, number = '', slug = ''] = /^(\d{2,})-(.+)$/.exec(name) ?? [];
    const place = slugs.indexOf(slug);
    if (place === -1)
      throw new ContentError({ file }, 'content/course.ts has no such lesson; folders are called <number>-<slug>');
    if (Number(number) !== place + 1) {
      const right = `${String(place + 1).padStart(2, '0')}-${slug}`;
      throw new ContentError(
        { file },
        `"${slug}" is lesson ${String(place + 1)} in content/course.ts: call the folder ${right}`,
      );
    }
    folders.set(slug, join(lessons, name));
  }
  return folders;
}
