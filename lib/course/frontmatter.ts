/** Takes an author's .mdx apart: settings by their schema, prose as it stands. Names the line of what is wrong. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { ContentError } from './content-error.ts';
import { frontmatterSchema, type Frontmatter } from './lesson-types.ts';

export interface Matter<Settings> {
  readonly settings: Settings;
  /** The prose. */
  readonly source: string;
  /** Lines of the file above `source`. */
  readonly sourceLine: number;
  /** The line in the file where this setting is written, or the nearest one around it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

export interface LessonText {
  readonly frontmatter: Frontmatter;
  readonly source: string;
  /** Lines of the file above `source`. */
  readonly sourceLine: number;
}

export function parseLessonText(text: string, file: string): LessonText {
  const { settings, source, sourceLine } = parseMatter(text, file, frontmatterSchema);
  return { frontmatter: settings, source, sourceLine };
}

/** @throws ContentError */
export function parseMatter<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
): Matter<z.output<Schema>> {
  const [whole = '', yaml = ''] = /^---\r?\n([^]*?\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [fault] = document.errors;
  // The opening dashes are a line, too.
  if (fault) {
    const line = (fault.linePos?.[0].line ?? 1) + 1;
    throw new ContentError({ file, line }, `frontmatter: ${fault.message.split('\n')[0] ?? ''}`, { cause: fault });
  }
  const lineOf = (path: readonly PropertyKey[]): number => lineIn(document, lines, path);
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    const line = lineOf(issue?.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path);
    const where = path.length > 0 ? ` "${path.join('.')}"` : '';
    throw new ContentError({ file, line }, `frontmatter${where}: ${issue?.message ?? 'invalid'}`);
  }
  return { settings: parsed.data, source: text.slice(whole.length), sourceLine: whole.split('\n').length - 1, lineOf };
}

function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let line = 1;
  const at = (range: readonly number[] | null | undefined): void => {
    if (range) line = lines.linePos(range[0] ?? 0).line + 1;
  };
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      if (isScalar(pair.key)) at(pair.key.range);
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      node = item;
      at((item as { readonly range?: readonly number[] }).range);
    } else break;
  }
  return line;
}
