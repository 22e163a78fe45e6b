/**
 * `npm test`: makes what the tests need, runs every suite as far as possible even when an earlier one failed, and ends
 * with the line `N passed, N failed`. `npm test -- unit e2e` runs only those; other words go to the one suite named.
 */
import { checkPageBytes } from './bench/budgets.mts';
import { findBrowser, findDesktopBrowser, type Browser } from './browser.mts';
import { runEngines } from './engines/run.mts';
import { runChecks } from './lib/checks.mts';
import { lastLines } from './lib/explain.mjs';
import { installPythonTools } from './lib/python.mts';
import { CommandFailure } from './lib/run.mts';
import { ensureBundle, ensureSite, ensureSubPathSite } from './lib/site.mts';
import { SITE } from './lib/paths.mts';
import { findNginx } from './nginx.mts';
import { seconds, stage } from './lib/stages.mts';
import { checkRelease } from './lib/release-check.mts';
import { runSupplyChecks } from './lib/supply.mts';
import {
  checkContent,
  runBrowserTests,
  runContract,
  runPythonTests,
  runUnitTests,
  type SuiteResult,
} from './lib/suites.mts';

const SUITES = ['checks', 'unit', 'contract', 'python', 'content', 'supply', 'e2e', 'engines'] as const;
type Suite = (typeof SUITES)[number];

interface Row extends SuiteResult {
  readonly name: string;
  readonly ms: number;
}

const rows: Row[] = [];
const FLAGS: Readonly<Record<string, string>> = {
  '--soak-minutes': 'GRACEFUL_SOAK_MINUTES',
  '--seed': 'GRACEFUL_SOAK_SEED',
  '--mistakes': 'GRACEFUL_PARITY_MISTAKES',
};

const words = process.argv.slice(2).filter((word) => word !== '--verbose' && !isOurFlag(word));
const isSuite = (word: string): word is Suite => (SUITES as readonly string[]).includes(word);
const named = words.filter(isSuite);
const wanted = new Set<Suite>(named.length > 0 ? named : SUITES);
const forRunner = words.filter((word) => !isSuite(word));

/**
 * `--soak-minutes=60 --seed=7` for e2e/soak.spec.ts, `--mistakes` for e2e/parity.spec.ts: Playwright takes no flags of ours,
 * but the environment.
 */
function isOurFlag(word: string): boolean {
  const [flag = '', value = 'yes'] = word.split('=');
  const variable = FLAGS[flag];
  if (variable === undefined) return false;
  process.env[variable] = value;
  return true;
}

/** Runs one suite and keeps its row; whatever it throws is that suite's failure. */
async function suite(name: string, work: (log: (line: string) => void) => Promise<SuiteResult>): Promise<void> {
  const startedAt = performance.now();
  console.log(`${name} ...`);
  const result = await work((line) => {
    console.log(`  ${line}`);
  }).catch((error: unknown): SuiteResult => ({ passed: 0, failed: 1, skipped: 0, output: describe(error) }));
  const ms = performance.now() - startedAt;
  rows.push({ ...result, name, ms });
  if (result.failed > 0) console.log(lastLines(result.output, 200));
  console.log(
    `  ${String(result.passed)} passed, ${String(result.failed)} failed, ${String(result.skipped)} skipped (${seconds(ms)})`,
  );
}

/** Something that suites need, made once; a failure is remembered and becomes the failure of each suite that needs it. */
function need<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

function describe(error: unknown): string {
  if (error instanceof CommandFailure) return error.describe();
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const pythonTools = need(() =>
  stage('Python tools: ruff, pytest and the locked Flask', async (notes) => {
    if (!(await installPythonTools())) notes.note = 'unchanged';
  }),
);
const bundle = need(ensureBundle);
const site = need(async () => {
  await bundle();
  await ensureSite();
  // The e2e/deploy.spec.ts alone needs it.
  if (forRunner.length === 0 || forRunner.some((word) => word.includes('deploy'))) await ensureSubPathSite();
});
const browser = need<Browser>(() =>
  stage('Browser', async (notes, log) => {
    const found = await findBrowser(log);
    notes.note = found.name;
    return found;
  }),
);

/** The e2e/soak.spec.ts alone needs it. */
const desktopBrowser = need<Browser | null>(() =>
  forRunner.length === 0 || forRunner.some((word) => word.includes('soak'))
    ? stage('Browser with a desktop, which can measure its memory', async (notes, log) => {
        const found = await findDesktopBrowser(log);
        notes.note = found?.name ?? 'there is none';
        return found;
      })
    : Promise.resolve(null),
);

const nginx = need(() =>
  stage('nginx, for the generated configuration', async (notes) => {
    const found = await findNginx();
    notes.note = 'path' in found ? found.path : `skipped: ${found.missing}`;
    return found;
  }),
);

/** A build step is a test of its own: it passed when it ended well. */
const asTest = (make: () => Promise<unknown>) => async (): Promise<SuiteResult> => {
  await make();
  return { passed: 1, failed: 0, skipped: 0, output: '' };
};

if (forRunner.length > 0 && named.length !== 1) {
  console.error(`Unknown suite: ${forRunner.join(' ')}. One or more of: ${SUITES.join(', ')}.`);
  process.exit(2);
}
if (wanted.has('checks')) {
  await suite('checks', async (log) => {
    await pythonTools();
    return runChecks(log);
  });
}
if (['unit', 'contract', 'content', 'supply', 'e2e'].some((name) => wanted.has(name as Suite)))
  await suite('bundle', asTest(bundle));
if (wanted.has('unit')) {
  await suite('unit', () => runUnitTests(forRunner));
}
if (wanted.has('contract')) {
  await suite('contract', async () => {
    await pythonTools();
    await bundle();
    return runContract(forRunner);
  });
}
if (wanted.has('python')) {
  await suite('python', async () => {
    await pythonTools();
    return runPythonTests(forRunner);
  });
}
if (wanted.has('content')) {
  await suite('content', async () => {
    await pythonTools();
    await bundle();
    return checkContent(forRunner);
  });
}
if (wanted.has('supply')) {
  await suite('supply', async (log) => {
    await bundle();
    return runSupplyChecks(log);
  });
}
if (wanted.has('e2e') || wanted.has('engines')) await suite('build', asTest(site));
if (wanted.has('e2e')) {
  await suite('budgets', async () => {
    await site();
    return checkPageBytes(SITE);
  });
  if (forRunner.length === 0) {
    await suite('release', async () => {
      await site();
      return checkRelease();
    });
  }
  await suite('e2e', async () => {
    await site();
    return runBrowserTests(
      { browser: await browser(), desktop: await desktopBrowser(), nginx: await nginx() },
      forRunner,
    );
  });
}
if (wanted.has('engines')) {
  await suite('engines', async (log) => {
    await site();
    return runEngines(forRunner, named.includes('engines'), log);
  });
}

const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
const line = (cells: readonly [string, ...string[]]): string =>
  cells[0].padEnd(10) +
  cells
    .slice(1)
    .map((cell) => cell.padStart(10))
    .join('');
const total: Row = {
  name: 'all',
  output: '',
  passed: sum((row) => row.passed),
  failed: sum((row) => row.failed),
  skipped: sum((row) => row.skipped),
  ms: sum((row) => row.ms),
};
console.log(`\n${line(['suite', 'passed', 'failed', 'skipped', 'time'])}`);
for (const row of [...rows, total])
  console.log(line([row.name, String(row.passed), String(row.failed), String(row.skipped), seconds(row.ms)]));
console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
