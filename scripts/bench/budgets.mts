/**
 * The limits of budgets.json, and how what was measured stands to them. Bytes of pages are the same on every machine, so
 * that `npm test` holds them; the rest depends on the machine, and `npm run bench` prints it.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { filesBelow } from '../lib/fingerprint.mts';
import type { SuiteResult } from '../lib/suites.mts';
import { KINDS, pageBytes, type Kind } from './page-bytes.mts';

const bytes = z.strictObject({ html: z.number(), script: z.number(), style: z.number(), font: z.number() });
const limit = z.strictObject({ least: z.number().optional(), most: z.number().optional() });
const schema = z.strictObject({
  pages: z.strictObject({ home: bytes, lesson: bytes, other: bytes }),
  bench: z.record(z.string(), limit),
  lighthouse: z.record(z.string(), z.number()),
});

export const budgets = schema.parse(JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8')));
type PageKind = keyof typeof budgets.pages;

export const kindOf = (page: string): PageKind =>
  page === 'index.html' ? 'home' : page.startsWith('learn/') ? 'lesson' : 'other';

/** How a figure stands to its limit, for a table: `held`, or by how much not. @throws Error for a figure without a budget */
export function verdict(name: string, value: number): string {
  const { least, most } = budgets.bench[name] ?? {};
  if (least === undefined && most === undefined) throw new Error(`scripts/bench/budgets.json has no "${name}"`);
  if (least !== undefined) return value >= least ? 'held' : `MISSED, wanted ≥ ${String(least)}`;
  return value <= (most ?? 0) ? 'held' : `MISSED, wanted ≤ ${String(most)}`;
}

export interface PageFigure {
  readonly page: string;
  readonly kind: Kind;
  readonly bytes: number;
  readonly most: number;
}

/** Every page of the exported site, in bytes on the wire by kind. */
export function pageFigures(site: string): PageFigure[] {
  return filesBelow(site)
    .filter((file) => file.endsWith('.html') && !/^(?:_not-found|runtime\/)/.test(file))
    .flatMap((page) => {
      const measured = pageBytes(site, page);
      const most = budgets.pages[kindOf(page)];
      return KINDS.map((kind) => ({ page, kind, bytes: measured[kind], most: most[kind] }));
    });
}

/** A page is a test: it passes when each kind of bytes is within its budget. */
export function checkPageBytes(site: string): SuiteResult {
  const figures = pageFigures(site);
  const pages = new Set(figures.map(({ page }) => page));
  const over = figures.filter(({ bytes, most }) => bytes > most);
  const failed = new Set(over.map(({ page }) => page)).size;
  const output = over
    .map(
      ({ page, kind, bytes, most }) =>
        `${page}: ${String(bytes)} bytes of ${kind}, at most ${String(most)} are wanted.`,
    )
    .join('\n');
  return { passed: pages.size - failed, failed, skipped: 0, output };
}
