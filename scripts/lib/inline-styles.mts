/**
 * Writes a page's stylesheets into the page, so that it can be drawn as soon as it is there: a lesson's bundle is on the line with
 * them. The links stay, for React, which would fetch what it does not find; as sheets for print they hold up nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './fingerprint.mts';

/** As Next.js writes it. */
const LINK = /<link rel="stylesheet" href="([^"]+)" data-precedence="next"\/>/g;

/** @returns how many pages have their styles in them */
export function inlineStyles(site: string, basePath: string): number {
  const pages = filesBelow(site).filter((name) => name.endsWith('.html'));
  const styles = new Map<string, string>();
  const styleOf = (href: string): string => {
    const known = styles.get(href) ?? movable(readFileSync(join(site, href.slice(basePath.length)), 'utf8'), href);
    styles.set(href, known);
    return known;
  };
  const withStyles = pages.filter((page) => {
    const path = join(site, page);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(
      LINK,
      (link, href: string) => `<style>${styleOf(href)}</style>${link.replace('/>', ' media="print"/>')}`,
    );
    if (after !== before) writeFileSync(path, after);
    return after !== before;
  });
  return withStyles.length;
}

/** With addresses that no longer depend on where it stands. */
function movable(style: string, href: string): string {
  if (/<\/style/i.test(style)) throw new Error(`${href} cannot stand in a page`);
  return style.replace(/url\(["']?(?!data:|#)([^"')]+)["']?\)/g, (_, address: string) => {
    const { pathname, search, hash } = new URL(address, `https://site.invalid${href}`);
    return `url(${pathname}${search}${hash})`;
  });
}
