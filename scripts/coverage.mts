/** `npm run coverage`: writes docs/coverage.md; with `--check` it says what is missing or out of date, and writes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { outline, slips } from '../content/outline.ts';
import { getCourse } from '../lib/course/course.ts';
import { coverageDocument, coverageOf } from '../lib/course/coverage.ts';
import { ROOT } from './lib/paths.mts';

const file = join(ROOT, 'docs', 'coverage.md');
const { lessons } = await getCourse();
const coverage = coverageOf(lessons, outline, slips);
const options = await prettier.resolveConfig(file);
const wanted = await prettier.format(coverageDocument(coverage), { ...options, parser: 'markdown' });
const problems = [...coverage.problems];
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (readFileSync(file, 'utf8') !== wanted) problems.push('docs/coverage.md is out of date: npm run coverage');
for (const problem of problems) console.error(problem);
console.log(
  `${String(coverage.items.length)} items, ${String(coverage.slips.length)} slips, ${String(problems.length)} problems`,
);
process.exit(problems.length === 0 ? 0 : 1);
