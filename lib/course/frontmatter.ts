/** Takes lesson.mdx apart: frontmatter by its schema, prose as it stands. Names the line of what is wrong. */
import matter from 'gray-matter';
import { ContentError } from './content-error.ts';
import { frontmatterSchema, type Frontmatter } from './lesson-types.ts';

export interface LessonText {
  readonly frontmatter: Frontmatter;
  readonly source: string;
  /** Lines of the file above `source`. */
  readonly sourceLine: number;
}

export function parseLessonText(text: string, file: string): LessonText {
  const raw = readMatter(text, file);
  const parsed = frontmatterSchema.safeParse(raw.data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const [key] = issue?.code === 'unrecognized_keys' ? issue.keys : (issue?.path ?? []);
    throw new ContentError(
      { file, line: lineOfKey(text, String(key ?? '')) },
      `frontmatter${issue && issue.path.length > 0 ? ` "${issue.path.join('.')}"` : ''}: ${issue?.message ?? 'invalid'}`,
    );
  }
  const sourceLine = text.slice(0, text.length - raw.content.length).split('\n').length - 1;
  return { frontmatter: parsed.data, source: raw.content, sourceLine };
}

function readMatter(text: string, file: string): { readonly data: unknown; readonly content: string } {
  try {
    // With options, gray-matter does not answer from a cache that a failed parse has filled.
    const { data, content } = matter(text, {});
    return { data, content };
  } catch (error) {
    const line = error instanceof Error && 'mark' in error ? (error.mark as { line?: number }).line : undefined;
    const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    // The mark counts from 0 and does not count the opening dashes.
    throw new ContentError({ file, line: line === undefined ? 1 : line + 1 }, `frontmatter: ${what}`, { cause: error });
  }
}

function lineOfKey(text: string, key: string): number {
  const index = text.split('\n').findIndex((line) => key !== '' && line.startsWith(`${key}:`));
  return index === -1 ? 1 : index + 1;
}
