/**
 * Writes the one list of headers out in the form that common static hosts read. Knows their syntax, not the headers.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER_RULES, ruleApplies } from '../headers.mjs';
import { CACHE } from './paths.mts';

const RULES = HEADER_RULES.map((rule) => ({ path: rule.path, headers: Object.entries(rule.headers) }));

/** Netlify's and Cloudflare Pages' `_headers`. */
export function underscoreHeaders(): string {
  return `${RULES.map(({ path, headers }) => [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')).join('\n\n')}\n`;
}

/** Vercel's `vercel.json`. */
export function vercelJson(): string {
  const headers = RULES.map(({ path, headers: list }) => ({
    source: path.replace(/\*$/, '(.*)'),
    headers: list.map(([key, value]) => ({ key, value })),
  }));
  return `${JSON.stringify({ cleanUrls: true, headers }, null, 2)}\n`;
}

/**
 * nginx: to be included in a `server` block. A location with an add_header of its own inherits none (nginx's rule),
 * so each location repeats what applies to it.
 */
export function nginxConf(): string {
  const locations = RULES.map(({ path }) => {
    const applying = RULES.filter((rule) => ruleApplies(rule.path, path)).flatMap((rule) => rule.headers);
    const lines = applying.map(([name, value]) => `    add_header ${name} "${value}" always;`);
    const match = path.endsWith('*') ? path.slice(0, -1) : `= ${path}`;
    return [`location ${match} {`, ...lines, '    try_files $uri $uri.html $uri/index.html =404;', '}'].join('\n');
  });
  const preamble = [
    '# Include in a server block whose root is the exported site (out/).',
    'error_page 404 /404.html;',
    'gzip_static on;',
  ];
  return `${[...preamble, '# With ngx_brotli: brotli_static on;', ...locations].join('\n')}\n`;
}

/** Into the site: what hosts look for there. Beside it, in .cache/deploy: what goes elsewhere. */
export function writeHeaderFiles(site: string): void {
  writeFileSync(join(site, '_headers'), underscoreHeaders());
  const deploy = join(CACHE, 'deploy');
  mkdirSync(deploy, { recursive: true });
  writeFileSync(join(deploy, '_headers'), underscoreHeaders());
  writeFileSync(join(deploy, 'vercel.json'), vercelJson());
  writeFileSync(join(deploy, 'nginx.conf'), nginxConf());
}
