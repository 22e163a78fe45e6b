/**
 * The suite `engines`: the main job in each engine with each setting, two windows at a time. A setting passes when the server
 * does the job or names why not, and when the learner's work is kept or the page says beforehand that it will not be.
 */
import { FAILURE_CODES } from '../../lib/runtime/failures.ts';
import { SITE } from '../lib/paths.mts';
import { seconds, type Log } from '../lib/stages.mts';
import type { SuiteResult } from '../lib/suites.mts';
import { serve } from '../serve.mts';
import type { EngineWindow } from './engine-window.mts';
import * as job from './job.mts';
import { differences, recordedRows, writeMatrix, type MatrixRow } from './matrix.mts';
import { ENGINES, type Engine, type Setting } from './settings.mts';

const AT_ONCE = 2;
const PROBE = 'reached-from-the-sandbox';

interface Trial {
  readonly engine: Engine;
  readonly setting: Setting;
  readonly binary: string;
}

/**
 * @param words parts of an engine's or a setting's name; all without any. `--write` records what was seen.
 * @param all also the settings that take more time than `npm test` has
 */
export async function runEngines(words: readonly string[], all: boolean, log: Log): Promise<SuiteResult> {
  const names = words.filter((word) => !word.startsWith('--'));
  const trials: Trial[] = [];
  const skipped: string[] = [];
  for (const engine of ENGINES) {
    const settings = engine.settings.filter(
      ({ name, always }) =>
        (all || always === true) &&
        (names.length === 0 ||
          names.some((word) => `${engine.name} ${name}`.toLowerCase().includes(word.toLowerCase()))),
    );
    if (settings.length === 0) continue;
    const found = await engine.find(log);
    if ('binary' in found) trials.push(...settings.map((setting) => ({ engine, setting, binary: found.binary })));
    else for (const { name } of settings) skipped.push(`${engine.name}, ${name}: skipped, ${found.missing}`);
  }
  for (const line of skipped) log(line);

  const rows: MatrixRow[] = [];
  const problems: string[] = [];
  const waiting = [...trials];
  const work = async (): Promise<void> => {
    for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
      const name = `${trial.engine.name}, ${trial.setting.name}`;
      const startedAt = performance.now();
      try {
        const row = await attempt(trial);
        rows.push(row);
        log(`ok     ${name}: ${row.server}; ${row.work} (${seconds(performance.now() - startedAt)})`);
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        log(`FAILED ${problems.at(-1) ?? ''} (${seconds(performance.now() - startedAt)})`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  rows.sort((a, b) => orderOf(trials, a) - orderOf(trials, b));
  if (words.includes('--write')) {
    if (names.length > 0 || skipped.length > 0 || problems.length > 0)
      problems.push('Nothing was written: the table is made from a run in which every engine and setting took part.');
    else writeMatrix(rows);
  }
  problems.push(...differences(rows, recordedRows()));
  return {
    passed: Math.max(0, trials.length - problems.length),
    failed: problems.length,
    skipped: skipped.length,
    output: problems.join('\n'),
  };
}

const orderOf = (trials: readonly Trial[], row: MatrixRow): number =>
  trials.findIndex(({ engine, setting }) => engine.name === row.engine && setting.name === row.setting);

async function attempt({ engine, setting, binary }: Trial): Promise<MatrixRow> {
  const sent: string[] = [];
  const server = await serve({ dir: SITE, port: 0, onSent: (path) => sent.push(path) });
  let window: EngineWindow | null = null;
  try {
    window = await setting.open(binary);
    const isDefault = setting === engine.settings[0];
    const outcome = await use(window, server.url, isDefault);
    if (sent.some((path) => path.includes(PROBE))) throw new Error('A request got out of the sandbox.');
    return { engine: engine.name, version: window.version.replace(/^\D+/, ''), setting: setting.name, ...outcome };
  } finally {
    await window?.close();
    await server.close();
  }
}

async function use(
  window: EngineWindow,
  site: string,
  isDefault: boolean,
): Promise<Pick<MatrixRow, 'server' | 'work'>> {
  const opened = await job.openLesson(window, site);
  const state = (opened === 'running' ? await job.crash(window) : null) ?? opened;
  const isNamed = (FAILURE_CODES as readonly string[]).includes(state);
  if (state !== 'running' && !isNamed) throw new Error(`The server failed without a name we know: ${state}`);
  if (state === 'running') {
    await job.writeHandlers(window);
    await job.seeHandledPage(window);
    if (isDefault) {
      await job.runTests(window);
      const reached = await job.tryToEscape(window, new URL(PROBE, site).href);
      if (reached !== '') throw new Error(`Python in the sandbox: ${reached}`);
    }
  } else await job.writeHandlers(window);
  const left = await job.comeBack(window, site);
  if (left === 'lost') throw new Error('What was typed was gone after a reload, and nothing had said so.');
  return {
    server:
      state === 'running' ? (isDefault ? 'works: every step, tests, sealed' : 'works') : `says why not: \`${state}\``,
    work: left === 'kept' ? 'kept' : 'not kept, and the page says so',
  };
}
