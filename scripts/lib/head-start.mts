/**
 * Puts the head start (lib/runtime/sandbox/head-start.ts) into the pages that ask for it, before everything else: no
 * stylesheet and no other script may hold up the server. Comes before the page's policy, which then allows it by its hash.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesBelow } from './fingerprint.mts';
import { ROOT } from './paths.mts';

/** As components/site/runtime-manifest.tsx writes it. */
const MANIFEST = /<script\b[^>]*\bdata-head-start="true"[^>]*>([^<]*)<\/script>/;

/** A script that may come at any time, as Next.js writes it; the head start says when. */
const ASYNC_SCRIPT = /<script src="([^"]+)" async=""/g;

/** @returns how many pages got a head start */
export async function addHeadStarts(site: string): Promise<number> {
  let count = 0;
  let script: string | null = null;
  for (const file of filesBelow(site).filter((name) => name.endsWith('.html'))) {
    const path = join(site, file);
    const html = readFileSync(path, 'utf8');
    const options = MANIFEST.exec(html)?.[1];
    if (options === undefined) continue;
    // One build has one manifest.
    script ??= await buildScript(options);
    writeFileSync(path, withHeadStart(html, script));
    count++;
  }
  return count;
}

async function buildScript(options: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'lib/runtime/sandbox/head-start.ts')],
    define: { OPTIONS: options },
    bundle: true,
    minify: true,
    target: 'es2022',
    format: 'iife',
    write: false,
  });
  return (outputFiles[0]?.text ?? '').trim();
}

/** @throws Error when the page has no <head> */
function withHeadStart(html: string, script: string): string {
  const head = /<head\b[^>]*>(?:<meta charset=[^>]*>)?/i.exec(html);
  if (!head) throw new Error('The page has no <head>');
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}<script>${script}</script>${html.slice(end).replace(ASYNC_SCRIPT, '<script data-src="$1" async=""')}`;
}
