/**
 * `npm run bench`: the course's speed as ratios, in one run, against a plain page that boots stock Pyodide. Prints tables,
 * asserts nothing: machines are shared and noisy. What is wanted stands in bench/budgets.json. `--runs 5` for steadier
 * figures; `--only visits`, `speed`, `typing`, `pages`, `lighthouse` or `build` for one table; only the last builds many lessons.
 * `--write` puts the tables of speed and Lighthouse into README.md, and that of builds into docs/scale.md.
 */
import { parseArgs } from 'node:util';
import {
  APP,
  LESSON,
  nativeRate,
  replaceCode,
  restartAndWait,
  saveAndWait,
  sendAndWait,
  waitUntilIdle,
  withIdleLesson,
  workerRate,
} from './bench/requests.mts';
import { verdict } from './bench/budgets.mts';
import { writePlainPage } from './bench/plain-page.mts';
import { printBuilds, printLighthouse, printPages } from './bench/print-pages.mts';
import { printTyping } from './bench/print-typing.mts';
import { bytesTable, mb, median, ms, printed, times } from './bench/tables.mts';
import type { Table } from './bench/tables.mts';
import { visit, withProfile } from './bench/visits.mts';
import type { Sent, Visit } from './bench/visits.mts';
import { findBrowser, findDesktopBrowser } from './browser.mts';
import { markdownTable, writeSection } from './lib/documents.mts';
import { SITE } from './lib/paths.mts';
import { installPythonTools } from './lib/python.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure, stage } from './lib/stages.mts';
import { serve } from './serve.mts';
import type { ServeOptions } from './serve.mts';

const SLOW_LINE = 20_000_000;

const NO_VISIT: Visit = { ms: NaN, shown: NaN, bytes: new Map(), longTasks: NaN, whole: { requests: 0, bytes: 0 } };

interface Measured {
  readonly cold: number;
  readonly returning: number;
  /** Of the cold visit, and of the returning one. */
  readonly shown: readonly [number, number];
  readonly first: Visit;
  readonly again: Visit;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '3' },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      lessons: { type: 'string', default: '17,100,500' },
    },
  });
  const runs = Number(values.runs);
  const written = (document: string, section: string, { head, rows }: Table): void => {
    if (values.write) writeSection(document, section, markdownTable(head, rows));
  };
  await ensureBundle();
  await ensureSite();
  await installPythonTools();
  const plainSite = await writePlainPage();
  let executablePath: string | undefined;
  await stage('Browser', async (notes, log) => {
    const browser = (await findDesktopBrowser(log)) ?? (await findBrowser(log));
    executablePath = browser.executablePath;
    notes.note = browser.name;
  });

  /** Cold and returning visits, the two sites in turn so that a noisy minute hits both. */
  const compare = async (line: Partial<ServeOptions>): Promise<{ course: Measured; plain: Measured }> => {
    const sites = { course: { dir: SITE, path: LESSON }, plain: { dir: plainSite, path: '' } };
    const seen: Record<keyof typeof sites, { cold: Visit[]; returning: Visit[] }> = {
      course: { cold: [], returning: [] },
      plain: { cold: [], returning: [] },
    };
    for (let run = 0; run < runs; run++) {
      for (const name of ['plain', 'course'] as const) {
        const sent: Sent[] = [];
        const onSent = (path: string, bytes: number): void => void sent.push({ path, bytes, at: Date.now() });
        const server = await serve({ dir: sites[name].dir, port: 0, onSent, ...line });
        const url = new URL(sites[name].path, server.url).href;
        try {
          await withProfile(async (profile) => {
            seen[name].cold.push(await visit(profile, executablePath, { url, sent }));
            seen[name].returning.push(await visit(profile, executablePath, { url, sent }));
          });
        } finally {
          await server.close();
        }
      }
    }
    const measured = ({ cold, returning }: { cold: Visit[]; returning: Visit[] }): Measured => ({
      cold: median(cold.map((one) => one.ms)),
      returning: median(returning.map((one) => one.ms)),
      shown: [median(cold.map((one) => one.shown)), median(returning.map((one) => one.shown))],
      first: cold[0] ?? NO_VISIT,
      again: returning[0] ?? NO_VISIT,
    });
    return { course: measured(seen.course), plain: measured(seen.plain) };
  };

  if (values.only === 'typing') {
    await printTyping(executablePath);
    return;
  }
  if (values.only === 'visits') {
    const { course, plain } = await compare({});
    console.log(course, plain);
    return;
  }
  if (values.only === 'build') {
    written('docs/scale.md', 'builds', await printBuilds(values.lessons.split(',').map(Number)));
    return;
  }
  if (values.only === 'pages') {
    printPages();
    return;
  }
  if (values.only === 'lighthouse') {
    written('README.md', 'lighthouse', await printLighthouse(executablePath));
    return;
  }
  const fast = await stage('Cold and returning visits', () => compare({}));
  const slow = await stage('The same over 20 Mbit/s', () => compare({ throttleBitsPerSecond: SLOW_LINE }));

  const edited = await stage('Edits and requests on an idle page', () =>
    withIdleLesson(executablePath, async (page) => {
      await replaceCode(page, APP);
      const edits: number[] = [];
      for (let run = 0; run < runs + 2; run++) {
        await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first().focus();
        await page.keyboard.press('ControlOrMeta+End');
        await page.keyboard.type(`# ${String(run)}\n`);
        await waitUntilIdle(page, run + 1);
        edits.push(await saveAndWait(page));
      }
      await waitUntilIdle(page, edits.length + 1);
      const restart = await restartAndWait(page);
      await waitUntilIdle(page, edits.length + 2);
      const requests = await sendAndWait(page, '/', 40);
      const worker = await workerRate(page);
      await page.getByRole('tab', { name: /^X-ray/ }).click();
      const recorded = await sendAndWait(page, '/', 40);
      return { edit: median(edits), restart, request: median(requests), recorded: median(recorded), worker };
    }),
  );
  const native = nativeRate();

  const firstBytes = [...fast.course.first.bytes.values()].reduce((sum, size) => sum + size, 0) / 1e6;
  const against = (name: string, course: number, plain: number, ratio: number, words: string): string[] => [
    name,
    ms(course),
    ms(plain),
    words,
    verdict(name, ratio),
  ];
  const faster = ({ course, plain }: typeof fast, visit: 'cold' | 'returning'): number => plain[visit] / course[visit];
  const boot = fast.plain.cold;
  console.log(`\nMedians of ${String(runs)} runs, from navigation to the first Flask response.`);
  const ratios = printed({
    head: ['', 'lesson page', 'plain page', 'ratio', 'budget'],
    rows: [
      against('first visit', fast.course.cold, boot, faster(fast, 'cold'), times(faster(fast, 'cold'))),
      against(
        'returning visit',
        fast.course.returning,
        fast.plain.returning,
        faster(fast, 'returning'),
        times(faster(fast, 'returning')),
      ),
      ...(['first visit, until it is shown', 'returning visit, until it is shown'] as const).map((name, index) => {
        const [course, plain] = [fast.course.shown[index] ?? NaN, fast.plain.shown[index] ?? NaN];
        return [name, ms(course), ms(plain), times(plain / course), ''];
      }),
      against(
        'first visit, 20 Mbit/s',
        slow.course.cold,
        slow.plain.cold,
        1 / faster(slow, 'cold'),
        `${(1 / faster(slow, 'cold')).toFixed(2)} of its time`,
      ),
      [
        'returning, 20 Mbit/s',
        ms(slow.course.returning),
        ms(slow.plain.returning),
        times(faster(slow, 'returning')),
        '',
      ],
      against(
        'edit to new response',
        edited.edit,
        boot,
        edited.edit / boot,
        `${(edited.edit / boot).toFixed(3)} of a boot`,
      ),
      against(
        'restart after a crash',
        edited.restart,
        boot,
        edited.restart / boot,
        `${(edited.restart / boot).toFixed(3)} of a boot`,
      ),
    ],
  });
  const busy = fast.course.first.longTasks / fast.course.first.shown;
  const overhead = edited.request - edited.worker.median_ms;
  const single = printed({
    head: ['one visit, one request', 'measured', 'against', '', 'budget'],
    rows: [
      [
        'MB until the first response is shown',
        mb(firstBytes * 1e6),
        '',
        '',
        verdict('MB until the first response is shown', firstBytes),
      ],
      [
        'long tasks until the first response is shown, of the visit',
        ms(fast.course.first.longTasks),
        ms(fast.course.first.shown),
        busy.toFixed(2),
        verdict('long tasks until the first response is shown, of the visit', busy),
      ],
      ['first visit with all that it keeps', ...wholeOf(fast.course.first)],
      ['returning visit, whole', ...wholeOf(fast.course.again)],
      ['Send to response', ms(edited.request), '', '', ''],
      ['the same with the X-ray on', ms(edited.recorded), '', times(edited.recorded / edited.request), ''],
      ['the WSGI call alone', ms(edited.worker.median_ms), '', '', ''],
      ['overhead of the way, ms', ms(overhead), '', '', verdict('overhead of the way, ms', overhead)],
      [
        'requests a second, worker / native CPython',
        edited.worker.a_second.toFixed(0),
        native.a_second.toFixed(0),
        (edited.worker.a_second / native.a_second).toFixed(2),
        '',
      ],
    ],
  });
  await printTyping(executablePath);
  console.log('\nBytes on the wire until the first response is shown (first visit, compressed):\n');
  bytesTable('lesson page', fast.course.first);
  bytesTable('plain page', fast.plain.first);
  printPages();
  written('README.md', 'speed', {
    head: ['', 'Graceful', 'against', 'so', 'budget'],
    rows: [...ratios.rows, ...single.rows],
  });
  if (values.only !== 'speed') written('README.md', 'lighthouse', await printLighthouse(executablePath));
}

const wholeOf = ({ whole }: Visit): string[] => [mb(whole.bytes), `${String(whole.requests)} requests`, '', ''];

try {
  await main();
} catch (error) {
  reportFailure(error);
}
