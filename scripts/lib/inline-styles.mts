/**
 * Writes a page's stylesheets into its head, so that it can be drawn as soon as it is there: a lesson's bundle is on the line with
 * them. They come last, after what link previews read. The links stay, for React, which would fetch what it does not find; as
 * sheets for print, no drawing waits for them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './fingerprint.mts';

/** As Next.js writes it. */
const LINK = /<link rel="stylesheet" href="([^"]+)" data-precedence="next"\/>/g;
const ANY_SHEET = /<link\b[^>]*\bdata-precedence=/;

/**
 * @returns how many pages have their styles in them
 * @throws Error when a page links a sheet in another way, or a sheet cannot stand in a page
 */
export function inlineStyles(site: string, basePath: string): number {
  const styles = new Map<string, string>();
  const styleOf = (href: string): string => {
    const style = styles.get(href) ?? movable(readFileSync(join(site, href.slice(basePath.length)), 'utf8'), href);
    styles.set(href, style);
    return style;
  };
  let count = 0;
  for (const page of filesBelow(site).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(site, page), 'utf8');
    const sheets = [...html.matchAll(LINK)].map(
      ([link, href = '']) => `<style>${styleOf(href)}</style>${link.replace('/>', ' media="print"/>')}`,
    );
    const bare = html.replace(LINK, '');
    if (ANY_SHEET.test(bare)) throw new Error(`${page} links a stylesheet in a way that is not known`);
    if (sheets.length === 0) continue;
    writeFileSync(
      join(site, page),
      bare.replace('</head>', () => `${sheets.join('')}</head>`),
    );
    count++;
  }
  return count;
}

/** With addresses that no longer depend on where it stands. */
function movable(style: string, href: string): string {
  if (/<\/style|@import|url\(["']?(?:\w+:)?\/\//i.test(style)) throw new Error(`${href} cannot stand in a page`);
  return style.replace(/url\(["']?(?!data:|#)([^"')]+)["']?\)/g, (_, address: string) => {
    const { pathname, search, hash } = new URL(address, `https://site.invalid${href}`);
    return `url(${pathname}${search}${hash})`;
  });
}
