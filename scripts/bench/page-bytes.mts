/**
 * What a page of the exported site brings with it before anything is clicked: bytes on the wire by kind, each file once, in
 * its smallest packed form. Reads files, starts nothing; what scripts fetch later is measured by visits.mts.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const KINDS = ['html', 'script', 'style', 'font'] as const;
export type Kind = (typeof KINDS)[number];
export type PageBytes = Readonly<Record<Kind, number>>;

/** What a host may send in a file's place. */
const PACKED = ['.br', '.zst', '.gz'];

const LINKS: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  // Next.js writes `src`; in pages with a head start the build turns it into `data-src`.
  ['script', /<script\b[^>]*?\s(?:data-)?src="([^"]+)"/g],
  ['style', /<link\b[^>]*?rel="stylesheet"[^>]*?href="([^"]+)"/g],
  ['font', /<link\b[^>]*?rel="preload"[^>]*?href="([^"]+\.woff2)"/g],
];

/**
 * @param site the exported folder
 * @param page its file in it, e.g. `learn/first-handlers.html`
 * @throws Error when the page, or a file that it names, is not there
 */
export function pageBytes(site: string, page: string): PageBytes {
  const html = readFileSync(join(site, page), 'utf8');
  const bytes: Record<Kind, number> = { html: wireBytes(join(site, page)), script: 0, style: 0, font: 0 };
  for (const [kind, pattern] of LINKS) {
    const paths = new Set([...html.matchAll(pattern)].map(([, path = '']) => path.split('?')[0] ?? ''));
    for (const path of paths) bytes[kind] += wireBytes(join(site, path));
  }
  return bytes;
}

const wireBytes = (path: string): number =>
  Math.min(
    statSync(path).size,
    ...PACKED.map((ending) => path + ending)
      .filter((packed) => existsSync(packed))
      .map((packed) => statSync(packed).size),
  );
