/**
 * `npm run words -- prose|links|unused|minutes`: what is wrong with what readers read, a line for each, and exit code 1.
 * Without a word, all four. Spelling is cspell's (cspell.json, content/terms.txt).
 */
import { course } from '../content/course.ts';
import { getCheatsheet, getCourse } from '../lib/course/course.ts';
import { filesBelow } from './lib/fingerprint.mts';
import { ROOT } from './lib/paths.mts';
import { documents, linkFindings, pageFiles } from './words/links.mts';
import { minutesFindings } from './words/minutes.mts';
import { partsOfLesson, partsOfMarkdown, partsOfMatter, partsOfPage, readFrom, type Finding } from './words/parts.mts';
import { proseFindings } from './words/prose.mts';
import { unusedFindings } from './words/unused.mts';

const { lessons } = await getCourse();

const CHECKS: Readonly<Record<string, () => Finding[] | Promise<Finding[]>>> = {
  prose: () =>
    proseFindings([
      ...lessons.flatMap(partsOfLesson),
      ...partsOfMarkdown(getCheatsheet(), 'content/cheatsheet.md'),
      ...partsOfMarkdown(syllabus(), 'content/course.ts').map((part) => ({ ...part, line: 1 })),
      ...smallPieces().flatMap((file) => partsOfMatter(readFrom(ROOT, file), file)),
      ...documents(ROOT)
        .filter((file) => !MADE.has(file))
        .flatMap((file) => partsOfMarkdown(readFrom(ROOT, file), file)),
      ...pageFiles(ROOT).flatMap((file) => partsOfPage(readFrom(ROOT, file), file)),
    ]),
  links: () => linkFindings({ root: ROOT, lessons }),
  unused: () => unusedFindings({ root: ROOT, lessons }),
  minutes: () => minutesFindings(lessons),
};

/** Written by scripts from lists. */
const MADE = new Set(['docs/coverage.md', 'docs/licences.md']);

/** Myths, pitfalls, cards. */
function smallPieces(): string[] {
  return filesBelow(`${ROOT}/content`)
    .filter((file) => /^(?:myths|pitfalls|cards)\/.*\.mdx?$/.test(file))
    .map((file) => `content/${file}`);
}

function syllabus(): string {
  return course.parts
    .flatMap(({ summary, lessons: lines }) => [summary, ...lines.map((line) => line.summary)])
    .join('\n\n');
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. There are: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(2);
}
let count = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { file, line, says } of await check()) {
    count += 1;
    console.log(`${file}:${String(line)}: ${says}`);
  }
}
process.exitCode = count === 0 ? 0 : 1;
