/**
 * Builds the site that is served: the Python bundle, Next's export, the pages' policies, the hosts' header files and
 * the packed neighbours, each only when its inputs changed. Used by start, test and bench; serves nothing itself.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from '../bundle.mts';
import { dropStamp, fingerprint, isFresh, writeStamp } from './fingerprint.mts';
import { addHeadStarts } from './head-start.mts';
import { writeHeaderFiles } from './header-files.mts';
import { inlineStyles } from './inline-styles.mts';
import { addPolicies } from './page-policy.mts';
import { BASE_PATH, CACHE, SITE } from './paths.mts';
import { precompress } from './precompress.mts';
import { failureOf, nodeTool, run } from './run.mts';
import { writeServiceWorker } from './service-worker.mts';
import { stage, type Log, type StageNotes } from './stages.mts';

const INPUTS = [
  'app',
  'components',
  'content',
  'lib',
  'public',
  'package-lock.json',
  'tsconfig.json',
  'mdx-components.tsx',
  'instrumentation-client.ts',
]
  .concat(['next.config.mjs', 'postcss.config.mjs', 'scripts/headers.mjs', 'scripts/lib/header-files.mts'])
  .concat([
    'scripts/lib/page-policy.mts',
    'scripts/lib/precompress.mts',
    'scripts/lib/site.mts',
    'scripts/lib/head-start.mts',
    'scripts/lib/inline-styles.mts',
    'scripts/lib/service-worker.mts',
    'scripts/lib/paths.mts',
  ]);

/** What else decides how a site comes out. */
const SETTINGS = ['GRACEFUL_SITE_URL', 'GRACEFUL_OFFLINE', 'NEXT_PUBLIC_WEBCONTAINER_KEY'] as const;
/** Letters of the inputs' hash that name a build. */
const BUILD_NAME = 12;
/** The same course for another path, beside the one that is served: for tests. */
export const SUB_PATH = { basePath: '/courses/graceful', dir: join(CACHE, 'site-sub-path') } as const;

export async function ensureBundle(): Promise<void> {
  await stage('Python bundle: Flask and the interpreter’s snapshot', async (_notes, log) => {
    try {
      await buildBundle({ log });
    } catch (error) {
      // It throws with pip's or Python's own last words, from which the reason can often be told.
      if (!(error instanceof Error)) throw error;
      throw failureOf('npm run bundle', { code: 1, output: error.message });
    }
  });
}

/** The bundle must stand: its files are part of the site. */
export async function ensureSite(): Promise<void> {
  await stage('Site: pages, policies, packed files', (notes, log) => buildSite('site', BASE_PATH, SITE, notes, log));
}

/** As it would be under `/courses/graceful/`, in SUB_PATH.dir. Next builds into one folder: the site there is kept meanwhile. */
export async function ensureSubPathSite(): Promise<void> {
  await stage('Site under a sub-path', async (notes, log) => {
    const kept = `${SITE}.kept`;
    const inputs = inputsOf(SUB_PATH.basePath);
    if (existsSync(join(SUB_PATH.dir, '404.html')) && isFresh('site-sub-path', inputs)) {
      notes.note = 'unchanged';
      return;
    }
    rmSync(SUB_PATH.dir, { recursive: true, force: true });
    if (existsSync(SITE)) renameSync(SITE, kept);
    try {
      await buildSite('site-sub-path', SUB_PATH.basePath, SITE, notes, log);
      renameSync(SITE, SUB_PATH.dir);
    } finally {
      if (existsSync(kept)) {
        rmSync(SITE, { recursive: true, force: true });
        renameSync(kept, SITE);
      }
    }
  });
}

const inputsOf = (basePath: string): string =>
  fingerprint(INPUTS, basePath, ...SETTINGS.map((name) => `${name}=${process.env[name] ?? ''}`));

async function buildSite(step: string, basePath: string, site: string, notes: StageNotes, log: Log): Promise<void> {
  const inputs = inputsOf(basePath);
  if (existsSync(join(site, '404.html')) && isFresh(step, inputs)) {
    notes.note = 'unchanged';
    return;
  }
  dropStamp(step);
  const [command, args] = nodeTool('next/dist/bin/next', ['build']);
  const name = inputs.slice(0, BUILD_NAME);
  const env = {
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
    GRACEFUL_BUILD: name,
    GRACEFUL_BASE_PATH: basePath,
  };
  await run(command, args, { env });
  log(`${String(inlineStyles(site, basePath))} pages have their styles in them`);
  log(`${String(await addHeadStarts(site))} pages begin with their server`);
  log(`${String(addPolicies(site))} pages exported, each with its policy`);
  writeHeaderFiles(site, basePath, join(CACHE, step === 'site' ? 'deploy' : `deploy-${step}`));
  const list = await writeServiceWorker(site, name, process.env.GRACEFUL_OFFLINE === 'off');
  log(`${String(list.files.length + list.bundle.length)} files to be kept for offline, as build ${list.build}`);
  // What only tests are served crosses no line.
  if (step === 'site') {
    const { files, bytes } = await precompress(site);
    log(`${String(files)} files packed, ${(bytes / 1e6).toFixed(1)} MB as brotli`);
  }
  if (!existsSync(join(site, '404.html'))) throw new Error('The export has no 404.html');
  // The inputs as they were before: whatever changed meanwhile is built next time.
  writeStamp(step, inputs);
}
