/**
 * Builds the site that is served: the Python bundle, Next's export, the pages' policies, the hosts' header files and
 * the packed neighbours, each only when its inputs changed. Used by start, test and bench; serves nothing itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from '../bundle.mts';
import { dropStamp, fingerprint, isFresh, writeStamp } from './fingerprint.mts';
import { addHeadStarts } from './head-start.mts';
import { writeHeaderFiles } from './header-files.mts';
import { addPolicies } from './page-policy.mts';
import { SITE } from './paths.mts';
import { precompress } from './precompress.mts';
import { failureOf, nodeTool, run } from './run.mts';
import { writeServiceWorker } from './service-worker.mts';
import { stage } from './stages.mts';

const INPUTS = [
  'app',
  'components',
  'content',
  'lib',
  'public',
  'package-lock.json',
  'tsconfig.json',
  'mdx-components.tsx',
]
  .concat(['next.config.mjs', 'postcss.config.mjs', 'scripts/headers.mjs', 'scripts/lib/header-files.mts'])
  .concat([
    'scripts/lib/page-policy.mts',
    'scripts/lib/precompress.mts',
    'scripts/lib/site.mts',
    'scripts/lib/head-start.mts',
    'scripts/lib/service-worker.mts',
  ]);

/** What else decides how a site comes out. */
const SETTINGS = ['GRACEFUL_BASE_PATH', 'GRACEFUL_SITE_URL', 'GRACEFUL_OFFLINE'] as const;
/** Letters of the inputs' hash that name a build. */
const BUILD_NAME = 12;

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
  await stage('Site: pages, policies, packed files', async (notes, log) => {
    const inputs = fingerprint(INPUTS, ...SETTINGS.map((name) => `${name}=${process.env[name] ?? ''}`));
    if (existsSync(join(SITE, '404.html')) && isFresh('site', inputs)) {
      notes.note = 'unchanged';
      return;
    }
    dropStamp('site');
    const [command, args] = nodeTool('next/dist/bin/next', ['build']);
    const name = inputs.slice(0, BUILD_NAME);
    await run(command, args, { env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', GRACEFUL_BUILD: name } });
    log(`${String(await addHeadStarts(SITE))} pages begin with their server`);
    log(`${String(addPolicies(SITE))} pages exported, each with its policy`);
    writeHeaderFiles(SITE);
    const list = await writeServiceWorker(SITE, name, process.env.GRACEFUL_OFFLINE === 'off');
    log(`${String(list.files.length + list.bundle.length)} files to be kept for offline, as build ${list.build}`);
    const { files, bytes } = await precompress(SITE);
    log(`${String(files)} files packed, ${(bytes / 1e6).toFixed(1)} MB as brotli`);
    if (!existsSync(join(SITE, '404.html'))) throw new Error('The export has no 404.html');
    // The inputs as they were before: whatever changed meanwhile is built next time.
    writeStamp('site', inputs);
  });
}
