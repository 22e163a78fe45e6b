/**
 * Writes the site's service worker: lib/offline/worker with the list of this build's files inside, each by its hash. Comes when
 * every file is as it will be served. With GRACEFUL_OFFLINE=off it is the worker that removes itself and what others kept.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { SiteFile, SiteList } from '../../lib/offline/site-list.ts';
import type { BundleManifest } from '../../lib/runtime/sandbox/manifest.ts';
import { PREVIEW_SANDBOX, SERVER_SANDBOX } from '../../lib/runtime/sandbox/opaque-frame.ts';
import { HEADER_RULES } from '../headers.mjs';
import { filesBelow } from './fingerprint.mts';
import { ROOT } from './paths.mts';

export const WORKER = 'sw.js';

/** Packed neighbours, what hosts read, what only link previews or a WebContainer fetch, and the worker itself. */
const NOT_KEPT =
  /\.(br|gz|zst|map)$|^(_headers|\.nojekyll|sw\.js)$|^opengraph-image|^_not-found|^runtime\/(host[PW]|webcontainer)/;
/** Named by their content, as Next and the bundle do. */
const NAMED = /^_next\/static\/(chunks|media|css)\//;

/** @param retired the worker is the kill switch */
export async function writeServiceWorker(site: string, name: string, retired: boolean): Promise<SiteList> {
  const list = listSite(site, name);
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'lib/offline/worker', retired ? 'retired.ts' : 'worker.ts')],
    define: { SITE: JSON.stringify(list), 'process.env.NODE_ENV': '"production"' },
    bundle: true,
    minify: true,
    target: 'es2022',
    format: 'iife',
    write: false,
  });
  writeFileSync(join(site, WORKER), outputFiles[0]?.text ?? '');
  return list;
}

function listSite(site: string, name: string): SiteList {
  const bundle = bundleFiles(site);
  const inBundle = new Set(bundle.map(({ url }) => url));
  const files = filesBelow(site).filter((path) => !NOT_KEPT.test(path) && !inBundle.has(path));
  return {
    build: name,
    files: files
      .filter((path) => path !== 'runtime/manifest.json')
      .map((path) => ({ ...describe(site, path), named: NAMED.test(path) })),
    bundle,
    sandboxed: { 'preview.html': PREVIEW_SANDBOX, 'runtime/sandbox.html': SERVER_SANDBOX },
    headers: HEADER_RULES.find(({ path }) => path === '/*')?.headers ?? {},
  };
}

function describe(site: string, path: string): SiteFile {
  const content = readFileSync(join(site, path));
  return {
    url: encodeURI(path),
    integrity: `sha256-${createHash('sha256').update(content).digest('base64')}`,
    size: content.length,
  };
}

/** The files that an interpreter boots from; a site that was built without a bundle has none. */
function bundleFiles(site: string): SiteFile[] {
  const path = join(site, 'runtime', 'manifest.json');
  if (!existsSync(path)) return [];
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as BundleManifest;
  return Object.values(files)
    .map((entry) => ({
      url: `runtime/${entry.path}`,
      integrity: `sha256-${entry.sha256}`,
      size: statSync(join(site, 'runtime', entry.path)).size,
    }))
    .filter(({ url }) => !NOT_KEPT.test(url));
}
