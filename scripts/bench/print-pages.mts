/** The bench's tables of pages: what each kind brings in bytes, what Lighthouse says, and what more of them cost to build. */
import { SITE } from '../lib/paths.mts';
import { stage } from '../lib/stages.mts';
import { budgets, kindOf, pageFigures } from './budgets.mts';
import { buildCost, type BuildCost } from './build-cost.mts';
import { CATEGORIES, judge } from './lighthouse.mts';
import { LESSON } from './requests.mts';
import { kb, mb, printed, table } from './tables.mts';
import type { Table } from './tables.mts';

const LIGHTHOUSE_PAGES = ['', LESSON, 'learn/logging', 'learn/incident'];

/** The heaviest page of each kind; `npm test` holds all of them. */
export function printPages(): void {
  const heaviest = new Map<string, ReturnType<typeof pageFigures>[number]>();
  for (const figure of pageFigures(SITE)) {
    const key = `${kindOf(figure.page)} ${figure.kind}`;
    if (figure.bytes > (heaviest.get(key)?.bytes ?? -1)) heaviest.set(key, figure);
  }
  console.log('\nWhat a page brings before anything is clicked, the heaviest of its kind:\n');
  table(
    ['', 'on the wire', 'page', 'budget'],
    [...heaviest].map(([key, { page, bytes, most }]) => [
      key,
      kb(bytes),
      page,
      bytes <= most ? 'held' : `MISSED, wanted ≤ ${kb(most)}`,
    ]),
  );
}

export async function printLighthouse(executablePath: string | undefined): Promise<Table> {
  const judged = await stage('Lighthouse', () => judge(SITE, LIGHTHOUSE_PAGES, ['desktop', 'phone'], executablePath));
  console.log('\nLighthouse, one run each; what is wanted is 95 everywhere.');
  const scores = printed({
    head: ['page', 'form', ...CATEGORIES, 'budget'],
    rows: judged.map(({ path, form, scores: of }) => [
      `/${path}`,
      form,
      ...CATEGORIES.map((name) => String(of[name])),
      CATEGORIES.every((name) => of[name] >= (budgets.lighthouse[name] ?? 0)) ? 'held' : 'MISSED',
    ]),
  });
  for (const { path, form, lost } of judged)
    console.log(`  /${path} (${form}) lost by: ${lost.join(', ') || 'nothing'}`);
  return scores;
}

/** How the build grows with the course. */
export async function printBuilds(counts: readonly number[]): Promise<Table> {
  const costs: BuildCost[] = [];
  for (const count of counts) costs.push(await stage(`Next.js with ${String(count)} lessons`, () => buildCost(count)));
  return printed({
    head: ['lessons', 'build', 'a lesson', 'memory', 'files', 'site without the bundle'],
    rows: costs.map(({ lessons, seconds, memory, files, bytes }) => [
      String(lessons),
      `${seconds.toFixed(0)} s`,
      `${((seconds * 1000) / lessons).toFixed(0)} ms`,
      mb(memory),
      String(files),
      mb(bytes),
    ]),
  });
}
