/**
 * Gives every exported page its own Content-Security-Policy as the first <meta> it has: a static host cannot make
 * nonces, so the page's inline scripts are allowed by their hashes. Pages that bring their own policy (the sandbox
 * and the preview, which come from public/) are left alone. Knows HTML as Next writes it, and no page by name.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HTML_POLICIES } from '../../lib/trusted-html.ts';
import { filesBelow } from './fingerprint.mts';
import { BASE_PATH, ROOT } from './paths.mts';

/** Monaco's, by the names that its bundle creates; what it makes with them it has escaped itself. */
const MONACO_POLICIES = [
  ...['defaultWorkerFactory', 'diffEditorWidget', 'diffReview', 'domLineBreaksComputer', 'editorViewLayer'],
  ...['richScreenReaderContent', 'standaloneColorizer', 'tokenizeToString'],
];

/**
 * The default policy of Trusted Types, as every page's first script: bundlers and `serviceWorker.register` name scripts by
 * strings, and those may lead to this build's own scripts and nowhere else. HTML as a string is refused. Code as a string goes on to
 * `script-src`, which refuses it without a word in the console: zod asks for `new Function` once, to know.
 * @param basePath where the site lives, without a slash at the end
 */
export function defaultTypesScript(basePath: string): string {
  const scripts = JSON.stringify([`${basePath}/_next/static/`, `${basePath}/sw.js`]);
  return (
    `window.trustedTypes&&trustedTypes.createPolicy("default",{createScriptURL:function(u){` +
    `var l=new URL(u,document.baseURI);return l.origin===location.origin&&${scripts}` +
    `.some(function(p){return l.pathname.startsWith(p)})?u:null},createScript:function(c){return c}});`
  );
}

/** Everything comes from our own origin; the exceptions say why. */
function pagePolicy(inlineScripts: readonly string[]): string {
  const hashes = [...new Set(inlineScripts.map(scriptHash))].sort();
  return [
    "default-src 'self'",
    // The page asks whether WebAssembly works before it fetches megabytes for it.
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' '),
    // Monaco and React set style attributes and insert <style>.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    ['trusted-types default', ...Object.values(HTML_POLICIES), ...MONACO_POLICIES].join(' '),
  ].join('; ');
}

const scriptHash = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Inline scripts that a browser would run; JSON blocks and module maps for others are no scripts. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)]
    .filter(([, attributes = '']) => !/\ssrc\s*=/i.test(attributes))
    .filter(
      ([, attributes = '']) =>
        !/\stype\s*=/i.test(attributes) || /\stype\s*=\s*["']?(module|text\/javascript|importmap)\b/i.test(attributes),
    )
    .map(([, , script = '']) => script)
    .filter((script) => script !== '');
}

/**
 * The page with its policy, placed before anything the policy is to govern.
 * @throws Error when the page has no <head>, or a policy already
 */
export function withPolicy(html: string, basePath = BASE_PATH): string {
  if (/http-equiv=["']?content-security-policy/i.test(html)) throw new Error('The page has a policy already');
  const head = /<head\b[^>]*>(?:<meta charset=[^>]*>)?/i.exec(html);
  if (!head) throw new Error('The page has no <head>');
  const types = defaultTypesScript(basePath);
  const policy = pagePolicy([types, ...inlineScripts(html)]).replaceAll('"', '&quot;');
  const end = head.index + head[0].length;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`;
  return `${html.slice(0, end)}${meta}<script>${types}</script>${html.slice(end)}`;
}

/** @returns how many pages got a policy */
export function addPolicies(site: string, basePath = BASE_PATH): number {
  const pages = filesBelow(site).filter((file) => file.endsWith('.html') && !existsSync(join(ROOT, 'public', file)));
  for (const page of pages) {
    const path = join(site, page);
    writeFileSync(path, withPolicy(readFileSync(path, 'utf8'), basePath));
  }
  return pages.length;
}
