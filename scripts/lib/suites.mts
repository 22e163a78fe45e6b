/**
 * The suites of `npm test`: how each is run and counted. Each runs on its own; what it needs is made before
 * (test.mts). Knows the runners, not the order.
 */
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '../browser.mts';
import type { FoundNginx } from '../nginx.mts';
import { serve } from '../serve.mts';
import { filesBelow } from './fingerprint.mts';
import { CACHE, ROOT, SITE } from './paths.mts';
import { pythonCommand, pythonToolsEnvironment } from './python.mts';
import { nodeTool, tryRun, type Finished } from './run.mts';
import {
  countsFromClosingLine,
  countsFromJunit,
  countsFromPlaywright,
  countsFromTap,
  type Counts,
} from './test-counts.mts';

export interface SuiteResult extends Counts {
  /** What the runner printed, shown when something failed. */
  readonly output: string;
}

const REPORTS = join(CACHE, 'reports');
/** Its tests take minutes, so they are a suite of their own. */
const CONTRACT = 'scripts/contract/';
/** A file whose tests never end is ended and named; without this nothing ends, as long as the file keeps something open. */
const FILE_LIMIT_MS = 5 * 60_000;
const FOLDERS_WITH_UNIT_TESTS = ['app', 'components', 'content', 'lib', 'scripts'];

/** Where a runner leaves its report; an old one is removed first, so that it cannot be counted again. */
function reportFile(name: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const path = join(REPORTS, name);
  rmSync(path, { force: true });
  return path;
}

/** Counts, checked against the exit code: no test at all, or a failing runner without a failed test, is a failure. */
function resultOf(finished: Finished, count: () => Counts): SuiteResult {
  try {
    const counts = count();
    if (counts.passed + counts.failed === 0)
      return { ...counts, failed: 1, output: `${finished.output}\nNo test ran.` };
    if (counts.failed === 0 && finished.code !== 0) {
      return {
        ...counts,
        failed: 1,
        output: `${finished.output}\nThe runner ended with exit code ${String(finished.code)}.`,
      };
    }
    return { ...counts, output: finished.output };
  } catch (error) {
    // No report, or an unreadable one: the runner fell over, and its output says why.
    const reason = error instanceof Error ? error.message : String(error);
    return { passed: 0, failed: 1, skipped: 0, output: `${finished.output}\n${reason}` };
  }
}

/** Every test file beside the sources whose path contains one of the words, or all without words. Node 20 has no globs for them. */
export function unitTestFiles(words: readonly string[]): string[] {
  return FOLDERS_WITH_UNIT_TESTS.filter((folder) => statSync(join(ROOT, folder), { throwIfNoEntry: false }))
    .flatMap((folder) => filesBelow(join(ROOT, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => /\.test\.(ts|tsx|mts)$/.test(file) && !file.startsWith(CONTRACT))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
}

export const runUnitTests = (words: readonly string[]): Promise<SuiteResult> =>
  runNodeTests('unit', unitTestFiles(words));

/** What every live server does, on Node and over a WebContainer's API; and the Node host against native Flask. */
export function runContract(words: readonly string[]): Promise<SuiteResult> {
  const files = filesBelow(join(ROOT, CONTRACT))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => CONTRACT + file);
  return runNodeTests(
    'contract',
    files.filter((file) => words.length === 0 || words.some((word) => file.includes(word))),
  );
}

async function runNodeTests(name: string, files: readonly string[]): Promise<SuiteResult> {
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, output: 'No test file was found.' };
  const tap = reportFile(`${name}.tap`);
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
  ];
  const limits = takesLimits() ? ['--test-concurrency=2', `--test-timeout=${String(FILE_LIMIT_MS)}`] : [];
  const finished = await tryRun(process.execPath, ['--import', 'tsx', '--test', ...limits, ...reporters, ...files]);
  return resultOf(finished, () => countsFromTap(readFileSync(tap, 'utf8')));
}

/** Node 20 has these options of `--test` since 20.11. */
function takesLimits(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 11);
}

export async function runPythonTests(words: readonly string[]): Promise<SuiteResult> {
  const [python, ...args] = pythonCommand();
  const xml = reportFile('python.xml');
  const paths = words.length > 0 ? words : ['python/tests'];
  const options = ['-q', '-p', 'no:cacheprovider', `--junitxml=${xml}`];
  const finished = await tryRun(python, [...args, '-m', 'pytest', ...options, ...paths], {
    env: pythonToolsEnvironment(),
  });
  return resultOf(finished, () => countsFromJunit(readFileSync(xml, 'utf8')));
}

/** Start, solution and mistakes of every lesson, in the live runtime and under native CPython. */
export async function checkContent(slugs: readonly string[]): Promise<SuiteResult> {
  const finished = await tryRun(process.execPath, ['--import', 'tsx', 'scripts/lesson.mts', 'check', ...slugs], {
    env: pythonToolsEnvironment(),
  });
  return resultOf(finished, () => countsFromClosingLine(finished.output));
}

export interface BrowserTestTools {
  readonly browser: Browser;
  /** For what the headless shell cannot do. */
  readonly desktop: Browser | null;
  readonly nginx: FoundNginx;
}

export async function runBrowserTests(
  { browser, desktop, nginx }: BrowserTestTools,
  words: readonly string[],
): Promise<SuiteResult> {
  const json = reportFile('e2e.json');
  const server = await serve({ dir: SITE, port: 0 });
  try {
    const env = {
      GRACEFUL_URL: server.url,
      PLAYWRIGHT_JSON_OUTPUT_NAME: json,
      ...('path' in nginx ? { GRACEFUL_NGINX: nginx.path } : { GRACEFUL_NGINX_MISSING: nginx.missing }),
      ...(browser.executablePath === undefined ? {} : { GRACEFUL_BROWSER: browser.executablePath }),
      ...(desktop?.executablePath === undefined ? {} : { GRACEFUL_DESKTOP_BROWSER: desktop.executablePath }),
    };
    const [command, args] = nodeTool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...words]);
    const finished = await tryRun(command, args, { env });
    return resultOf(finished, () => countsFromPlaywright(readFileSync(json, 'utf8')));
  } finally {
    await server.close();
  }
}
