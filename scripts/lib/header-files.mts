/**
 * Writes the one list of headers out in the form that common static hosts read. Knows their syntax, not the headers.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER_RULES, ruleApplies } from '../headers.mjs';

const RULES = HEADER_RULES.map((rule) => ({ path: rule.path, headers: Object.entries(rule.headers) }));

/** Netlify's and Cloudflare Pages' `_headers`. */
export function underscoreHeaders(basePath = ''): string {
  return `${RULES.map(({ path, headers }) => [basePath + path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')).join('\n\n')}\n`;
}

/** Vercel's `vercel.json`. */
export function vercelJson(basePath = ''): string {
  const headers = RULES.map(({ path, headers: list }) => ({
    source: basePath + path.replace(/\*$/, '(.*)'),
    headers: list.map(([key, value]) => ({ key, value })),
  }));
  return `${JSON.stringify({ cleanUrls: true, headers }, null, 2)}\n`;
}

/**
 * nginx: to be included in a `server` block. A location with an add_header of its own inherits none (nginx's rule),
 * so each location repeats what applies to it.
 */
export function nginxConf(basePath = ''): string {
  const locations = RULES.map(({ path }) => {
    const applying = RULES.filter((rule) => ruleApplies(rule.path, path)).flatMap((rule) => rule.headers);
    const lines = applying.map(([name, value]) => `    add_header ${name} "${value}" always;`);
    const match = path.endsWith('*') ? basePath + path.slice(0, -1) : `= ${basePath}${path}`;
    return [`location ${match} {`, ...lines, '    try_files $uri $uri.html $uri/index.html =404;', '}'].join('\n');
  });
  const preamble = [
    basePath === ''
      ? '# Include in a server block whose root is the exported site (out/).'
      : `# Include in a server block whose root holds the exported site (out/) as its folder ${basePath.slice(1)}.`,
    `error_page 404 ${basePath}/404.html;`,
    'gzip_static on;',
    // Relative, since behind a proxy or in a container nginx does not know its own address.
    ...(basePath === '' ? [] : ['absolute_redirect off;', `location = ${basePath} { return 301 ${basePath}/; }`]),
  ];
  return `${[...preamble, '# With ngx_brotli: brotli_static on;', ...locations].join('\n')}\n`;
}

/** Into the site: what hosts look for there. Into the folder beside it: what goes elsewhere. */
export function writeHeaderFiles(site: string, basePath: string, deploy: string): void {
  writeFileSync(join(site, '_headers'), underscoreHeaders(basePath));
  // GitHub Pages leaves out folders that begin with an underscore unless it finds this.
  writeFileSync(join(site, '.nojekyll'), '');
  mkdirSync(deploy, { recursive: true });
  writeFileSync(join(deploy, '_headers'), underscoreHeaders(basePath));
  writeFileSync(join(deploy, 'vercel.json'), vercelJson(basePath));
  writeFileSync(join(deploy, 'nginx.conf'), nginxConf(basePath));
}
