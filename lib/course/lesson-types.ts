/**
 * What a lesson is, as data: the schemas of everything that is read from content/, and the types inferred from them.
 * Browser code imports types only (`import type`), so that zod stays on the build machine. It must not read files.
 */
import { z } from 'zod';

/** A project's text files: POSIX path relative to the project's folder, and content. */
export const textFilesSchema = z.record(z.string(), z.string());
export type TextFiles = z.infer<typeof textFilesSchema>;

/** A goal is a pytest test: its function name, and its docstring as the learner reads it. */
export const goalSchema = z.object({ test: z.string(), doc: z.string() });
export type Goal = z.infer<typeof goalSchema>;

export const requestLineSchema = z.object({ method: z.string(), path: z.string().startsWith('/') });
export type RequestLine = z.infer<typeof requestLineSchema>;

/** `GET /menu/unicorn` as authors write it. A path alone means GET. */
export const requestTextSchema = z
  .string()
  .regex(/^(?:[A-Z]+ )?\/\S*$/, 'must read like "GET /path"')
  .transform((text): RequestLine => {
    const [first = '', second] = text.split(' ');
    return second === undefined ? { method: 'GET', path: first } : { method: first, path: second };
  });

/** What the workbench needs of a lesson (or of anything else that has a project). */
export const workbenchProjectSchema = z.object({
  /** Key of the learner's draft, e.g. `lesson/first-handlers`. */
  id: z.string(),
  start: textFilesSchema,
  /** Only the files that differ from `start`. */
  solution: textFilesSchema,
  tests: textFilesSchema,
  goals: z.array(goalSchema),
  /** HTML, from gentle to plain. */
  hints: z.array(z.string()),
  /** Files that are open at first, in order; the first is shown. */
  opens: z.array(z.string()),
  /** Files of `start` that the learner reads and cannot change. */
  readOnly: z.array(z.string()).optional(),
  /** The request in the address bar at first. */
  request: requestLineSchema,
  /** Changes when `start` changes: a draft remembers which lesson it began from. */
  baseHash: z.string(),
});
export type WorkbenchProject = z.infer<typeof workbenchProjectSchema>;

/** The frontmatter of lesson.mdx. Unknown keys are refused, so that a typing slip is seen. */
export const frontmatterSchema = z.strictObject({
  title: z.string().min(1),
  /** One or two sentences under the title. */
  lede: z.string().min(1),
  /** Honest reading and doing time. */
  minutes: z.number().int().positive().max(60),
  opens: z.array(z.string()).min(1).default(['app.py']),
  /** Files of start/ that the learner reads and cannot change. */
  readOnly: z.array(z.string()).default([]),
  request: requestTextSchema.default({ method: 'GET', path: '/' }),
  /** Markdown, three steps from gentle to plain. */
  hints: z.array(z.string().min(1)).default([]),
  /** Items of content/outline.ts, each with the test that proves it: `step-2-result: test_goals.py::test_log_file`. */
  covers: z.record(z.string(), z.string()).default({}),
  /** The same for slips of the outline. */
  corrects: z.record(z.string(), z.string()).default({}),
  /** For search engines and link previews; the lede when left out. */
  description: z.string().optional(),
});
export type Frontmatter = z.infer<typeof frontmatterSchema>;

/** mistakes/<name>/mistake.json, beside the files that differ from `start`. */
export const mistakeNoteSchema = z.strictObject({
  /** What is wrong, for authors and reports. */
  title: z.string().min(1),
  /** The goal that must fail. */
  goal: z.string(),
  /** Words that its message must hold. */
  says: z.string().min(1),
});

/** A known wrong program, and the words its learner must be told. */
export type Mistake = z.infer<typeof mistakeNoteSchema> & { readonly name: string; readonly files: TextFiles };

export const slugSchema = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');

/** One line of the course map. */
export const syllabusLessonSchema = z.strictObject({
  slug: slugSchema,
  /** The short name in the course map and the breadcrumb. */
  title: z.string().min(1),
  /** One sentence: what the learner can do afterwards. */
  summary: z.string().default(''),
  /** The outline's build-up step, 1 to 7. */
  step: z.number().int().min(1).max(7).optional(),
});

export const syllabusPartSchema = z.strictObject({
  title: z.string().min(1),
  summary: z.string().default(''),
  lessons: z.array(syllabusLessonSchema).min(1),
});

export const syllabusSchema = z.strictObject({ title: z.string(), parts: z.array(syllabusPartSchema).min(1) });
/** What content/course.ts exports as `course`. */
export type Syllabus = z.input<typeof syllabusSchema>;

/** `ready` has a folder under content/lessons; `planned` is only in the syllabus. */
export interface CourseLesson {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly step?: number | undefined;
  /** Counts from 1 through the whole course. */
  readonly number: number;
  readonly status: 'ready' | 'planned';
  /** 0 while planned. */
  readonly minutes: number;
  readonly goals: readonly string[];
}

export interface CoursePart {
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly CourseLesson[];
}

export interface Course {
  readonly title: string;
  readonly parts: readonly CoursePart[];
}

/** A heading in the prose, by the id that links to it use. */
export interface Heading {
  readonly id: string;
  readonly text: string;
}

/** A program with one line missing, and the tests that a line has to pass. */
export interface Fill {
  /** The whole program; the missing line stands as `____`. */
  readonly files: TextFiles;
  readonly tests: TextFiles;
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** A lesson as loaded: everything but the rendered prose. */
export interface Lesson {
  readonly slug: string;
  readonly folder: string;
  readonly frontmatter: Frontmatter;
  /** MDX without the frontmatter. */
  readonly source: string;
  /** Lines of frontmatter above `source`, so that messages can name the line in the file. */
  readonly sourceLine: number;
  readonly headings: readonly Heading[];
  readonly mistakes: readonly Mistake[];
  /** By the id of the `<FillIn>` that uses it. */
  readonly fills: Readonly<Record<string, Fill>>;
  /** By folder, what differs from start/ in each program that a question may be about: solution, mistakes, asked. */
  readonly programs: Readonly<Record<string, TextFiles>>;
  readonly project: WorkbenchProject;
}
