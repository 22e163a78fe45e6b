/** Which lesson and which test covers each item of the outline, and what is missing. Knows no files. */
import type { Lesson } from './lesson-types.ts';

export interface Cover {
  readonly lesson: string;
  /** File and function in the lesson's tests. */
  readonly test: string;
}
export interface CoverRow {
  readonly id: string;
  readonly says: string;
  readonly covers: readonly Cover[];
}

export interface Coverage {
  readonly items: readonly CoverRow[];
  readonly slips: readonly CoverRow[];
  /** What is wrong, as sentences: gaps, unknown names, tests that are not there. */
  readonly problems: readonly string[];
}

type Named = Readonly<Record<string, string>>;

export function coverageOf(lessons: readonly Lesson[], outline: Named, slips: Named): Coverage {
  const problems: string[] = [];
  const rows = (names: Named, key: 'covers' | 'corrects'): CoverRow[] => {
    for (const { slug, frontmatter, project } of lessons) {
      for (const [id, test] of Object.entries(frontmatter[key])) {
        if (!(id in names)) problems.push(`${slug}: ${key} "${id}", which content/outline.ts does not have`);
        if (!hasTest(project.tests, test)) problems.push(`${slug}: ${key} "${id}" by ${test}, which is not there`);
      }
    }
    return Object.entries(names).map(([id, says]) => {
      const covers = lessons.flatMap(({ slug, frontmatter }) => {
        const test = frontmatter[key][id];
        return test === undefined ? [] : [{ lesson: slug, test }];
      });
      if (covers.length === 0) problems.push(`nothing ${key} "${id}": ${says}`);
      return { id, says, covers };
    });
  };
  return { items: rows(outline, 'covers'), slips: rows(slips, 'corrects'), problems };
}

function hasTest(tests: Readonly<Record<string, string>>, name: string): boolean {
  const [file = '', test = ''] = name.split('::');
  return new RegExp(`^def ${test}\\(`, 'm').test(tests[file] ?? '');
}

export function coverageDocument({ items, slips }: Coverage): string {
  const table = (rows: readonly CoverRow[], head: string): string =>
    [
      `| ${head} | lesson | test |`,
      '| --- | --- | --- |',
      ...rows.map(({ says, covers }) => {
        const cell = (of: (cover: Cover) => string): string => covers.map(of).join('<br>');
        return `| ${says} | ${cell(({ lesson }) => lesson)} | ${cell(({ test }) => `\`${test}\``)} |`;
      }),
    ].join('\n');
  return `# What of the outline is covered, and where

Made by \`npm run coverage\` from \`content/outline.ts\` and the settings \`covers\` and \`corrects\` of the lessons. Tests are in
the lesson's folder, \`tests/\`; all of them run in the live runtime and under native CPython.

${table(items, 'outline')}

## Slips of the outline that the course corrects

${table(slips, 'the outline says')}
`;
}
