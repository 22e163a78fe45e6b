/**
 * `npm run bench`: the course's speed as ratios, in one run, against a plain page that boots stock Pyodide. Prints tables,
 * asserts nothing: machines are shared and noisy. `npm run bench -- --runs 5` for steadier figures.
 */
import { parseArgs } from 'node:util';
import {
  APP,
  nativeRate,
  replaceCode,
  saveAndWait,
  sendAndWait,
  waitUntilIdle,
  workerRate,
} from './bench/requests.mts';
import { writePlainPage } from './bench/plain-page.mts';
import { type, type Typing } from './bench/typing.mts';
import { visit, withBrowser, withProfile } from './bench/visits.mts';
import type { Sent, Visit } from './bench/visits.mts';
import { findBrowser } from './browser.mts';
import { SITE } from './lib/paths.mts';
import { installPythonTools } from './lib/python.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure, stage } from './lib/stages.mts';
import { serve } from './serve.mts';
import type { ServeOptions } from './serve.mts';

const LESSON = 'learn/first-handlers';
const SLOW_LINE = 20_000_000;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};
const ms = (value: number): string => `${value.toFixed(value < 20 ? 1 : 0)} ms`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

interface Measured {
  readonly cold: number;
  readonly returning: number;
  readonly first: Visit;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, only: { type: 'string' } } });
  const runs = Number(values.runs);
  await ensureBundle();
  await ensureSite();
  await installPythonTools();
  const plainSite = await writePlainPage();
  let executablePath: string | undefined;
  await stage('Browser', async (notes, log) => {
    const browser = await findBrowser(log);
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
      first: cold[0] ?? { ms: NaN, bytes: new Map() },
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
  const fast = await stage('Cold and returning visits', () => compare({}));
  const slow = await stage('The same over 20 Mbit/s', () => compare({ throttleBitsPerSecond: SLOW_LINE }));

  const edited = await stage('Edits and requests on an idle page', async () => {
    const server = await serve({ dir: SITE, port: 0 });
    try {
      return await withProfile((profile) =>
        withBrowser(profile, executablePath, async (page) => {
          await page.goto(new URL(LESSON, server.url).href);
          await waitUntilIdle(page, 1);
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
          const requests = await sendAndWait(page, '/', 40);
          const worker = await workerRate(page);
          await page.getByRole('tab', { name: /^X-ray/ }).click();
          const recorded = await sendAndWait(page, '/', 40);
          return { edit: median(edits), request: median(requests), recorded: median(recorded), worker };
        }),
      );
    } finally {
      await server.close();
    }
  });
  const native = nativeRate();

  const rows: [what: string, course: string, against: string, ratio: string, wanted: string][] = [
    ['first visit', ms(fast.course.cold), ms(fast.plain.cold), times(fast.plain.cold / fast.course.cold), '≥ 4, aim 6'],
    [
      'returning visit',
      ms(fast.course.returning),
      ms(fast.plain.returning),
      times(fast.plain.returning / fast.course.returning),
      '≥ 5, aim 10',
    ],
    [
      'first visit, 20 Mbit/s',
      ms(slow.course.cold),
      ms(slow.plain.cold),
      `${(slow.course.cold / slow.plain.cold).toFixed(2)} of its time`,
      '≤ 1, aim 0.7',
    ],
    [
      'returning, 20 Mbit/s',
      ms(slow.course.returning),
      ms(slow.plain.returning),
      times(slow.plain.returning / slow.course.returning),
      '',
    ],
    [
      'edit to new response',
      ms(edited.edit),
      ms(fast.plain.cold),
      `${(edited.edit / fast.plain.cold).toFixed(3)} of a boot`,
      '≤ 0.1, aim 100 ms',
    ],
  ];
  console.log(`\nMedians of ${String(runs)} runs, from navigation to the first Flask response.\n`);
  table(['', 'lesson page', 'plain page', 'ratio', 'wanted'], rows);
  console.log('');
  table(
    ['one request', 'measured', '', '', 'wanted'],
    [
      ['Send to response', ms(edited.request), '', '', ''],
      ['the same with the X-ray on', ms(edited.recorded), '', times(edited.recorded / edited.request), ''],
      ['the WSGI call alone', ms(edited.worker.median_ms), '', '', ''],
      ['overhead of the way', ms(edited.request - edited.worker.median_ms), '', '', '≤ 10 ms'],
      [
        'requests a second, worker / native CPython',
        edited.worker.a_second.toFixed(0),
        native.a_second.toFixed(0),
        (edited.worker.a_second / native.a_second).toFixed(2),
        '',
      ],
    ],
  );
  await printTyping(executablePath);
  console.log('\nBytes on the wire before the first response (first visit, compressed):\n');
  bytesTable('lesson page', fast.course.first);
  bytesTable('plain page', fast.plain.first);
}

const LONG_LOG = `from flask import Flask
app = Flask(__name__)
app.logger.setLevel('INFO')


@app.get('/')
def index():
    return 'home'


@app.get('/many')
def many():
    for number in range(10_000):
        app.logger.info('record number %05d', number)
    return 'many'
`;

async function printTyping(executablePath: string | undefined): Promise<void> {
  const [empty, long] = await stage('Typing beside the log', async () => {
    const server = await serve({ dir: SITE, port: 0 });
    try {
      return await withProfile((profile) =>
        withBrowser(profile, executablePath, async (page) => {
          await page.goto(new URL(LESSON, server.url).href);
          await waitUntilIdle(page, 1);
          await replaceCode(page, LONG_LOG);
          await waitUntilIdle(page, 2);
          await page.getByRole('tab', { name: /^Logs/ }).click();
          const editor = page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first();
          await editor.focus();
          await page.keyboard.press('ControlOrMeta+End');
          const before = await type(page);
          await page.getByRole('textbox', { name: 'Address' }).fill('/many');
          await page.getByRole('button', { name: 'Send', exact: true }).click();
          await page.getByRole('log', { name: 'Server log' }).getByText('record number 09999').waitFor();
          await editor.focus();
          return [before, await type(page)] as const;
        }),
      );
    } finally {
      await server.close();
    }
  });
  const row = (name: string, { frames, late, longestMs }: Typing): string[] => [
    name,
    String(frames),
    String(late),
    ms(longestMs),
  ];
  console.log('');
  table(
    ['120 keys typed', 'frames', 'later than 50 ms', 'longest'],
    [row('beside an empty log', empty), row('beside 10,000 records', long)],
  );
}

const times = (ratio: number): string => `${ratio.toFixed(1)} times faster`;

function bytesTable(name: string, { bytes }: Visit): void {
  const files = [...bytes].sort(([, a], [, b]) => b - a);
  const large = files.filter(([, size]) => size >= 20_000);
  const rest = files.slice(large.length);
  const sum = (list: readonly (readonly [string, number])[]): number =>
    list.reduce((total, [, size]) => total + size, 0);
  table(
    [name, mb(sum(files))],
    [
      ...large.map(([path, size]): string[] => [path, mb(size)]),
      [`${String(rest.length)} smaller files`, mb(sum(rest))],
    ],
  );
  console.log('');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  for (const row of [head, ...rows])
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
