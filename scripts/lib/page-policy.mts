/**
 * Gives every exported page its own Content-Security-Policy as the first <meta> it has: a static host cannot make
 * nonces, so the page's inline scripts are allowed by their hashes. Pages that bring their own policy (the sandbox
 * and the preview, which come from public/) are left alone. Knows HTML as Next writes it, and no page by name.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './fingerprint.mts';
import { ROOT } from './paths.mts';

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
export function withPolicy(html: string): string {
  if (/http-equiv=["']?content-security-policy/i.test(html)) throw new Error('The page has a policy already');
  const head = /<head\b[^>]*>(?:<meta charset=[^>]*>)?/i.exec(html);
  if (!head) throw new Error('The page has no <head>');
  const policy = pagePolicy(inlineScripts(html)).replaceAll('"', '&quot;');
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}<meta http-equiv="Content-Security-Policy" content="${policy}"/>${html.slice(end)}`;
}

/** @returns how many pages got a policy */
export function addPolicies(site: string): number {
  const pages = filesBelow(site).filter((file) => file.endsWith('.html') && !existsSync(join(ROOT, 'public', file)));
  for (const page of pages) {
    const path = join(site, page);
    writeFileSync(path, withPolicy(readFileSync(path, 'utf8')));
  }
  return pages.length;
}
