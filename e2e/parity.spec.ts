/**
 * The promise: a lesson is the same lesson in every host. What `npm run lesson -- check` proves under Node, in a
 * WebContainer's process and under native CPython, the browser's own sandbox says, too: of each lesson's start and its
 * questions here, of its solution in course.spec.ts. All its mistakes take a quarter of an hour: `npm test -- e2e parity --mistakes`.
 */
import { readdirSync } from 'node:fs';
import { getLesson } from '../lib/course/course';
import type { LiveServer } from '../lib/runtime/live-server';
import { openInBrowser } from '../scripts/contract/browser/in-browser.mts';
import { quizChecks } from '../scripts/lesson/check-quizzes.mts';
import { proofsOf } from '../scripts/lesson/prove-lesson.mts';
import { expect, test as base } from './support/test';

const ALL = process.env.GRACEFUL_PARITY_MISTAKES === 'yes';

/** One server for all lessons: a learner's tab has one, too. */
const test = base.extend<object, { readonly server: LiveServer }>({
  server: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({ baseURL: project.use.baseURL ?? '', serviceWorkers: 'block' });
      await use(await openInBrowser(await context.newPage(), 'sandbox', null));
      await context.close();
    },
    { scope: 'worker' },
  ],
});

for (const folder of readdirSync('content/lessons').sort()) {
  const slug = folder.replace(/^\d+-/, '');
  test(`${slug}: the same in the sandbox`, async ({ server }) => {
    test.setTimeout(ALL ? 600_000 : 180_000);
    const lesson = await getLesson(slug);
    if (!lesson) throw new Error(`There is no lesson ${slug}.`);
    const questions = quizChecks(lesson).map(({ id, wrong }) => ({ name: `question ${id}`, wrong }));
    const proofs = proofsOf(lesson).filter(({ name }) => ALL || name === 'start');
    const all = [...proofs, ...questions];
    const broken: string[] = [];
    for (const { name, wrong } of all) for (const sentence of await wrong(server)) broken.push(`${name}: ${sentence}`);
    expect(broken).toEqual([]);
  });
}
