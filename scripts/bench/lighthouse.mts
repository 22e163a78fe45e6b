/**
 * Lighthouse over pages of the built site, as it judges them by itself: its own browser profile, its own throttling. The
 * performance score depends on the machine; the other three do not.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { BROWSER_ARGUMENTS } from '../lib/browser-arguments.mts';
import { serve } from '../serve.mts';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Judged {
  readonly path: string;
  readonly form: 'desktop' | 'phone';
  /** From 0 to 100. */
  readonly scores: Readonly<Record<Category, number>>;
  /** Audits that cost points, by name. */
  readonly lost: readonly string[];
}

/** @param paths pages of the site, without the slash at their beginning */
export async function judge(
  dir: string,
  paths: readonly string[],
  forms: readonly Judged['form'][],
  executablePath: string | undefined,
): Promise<Judged[]> {
  const server = await serve({ dir, port: 0 });
  const judged: Judged[] = [];
  try {
    for (const path of paths)
      for (const form of forms)
        judged.push(await judgePage(new URL(path, server.url).href, path, form, executablePath));
  } finally {
    await server.close();
  }
  return judged;
}

async function judgePage(
  url: string,
  path: string,
  form: Judged['form'],
  executablePath: string | undefined,
): Promise<Judged> {
  const port = await freePort();
  const browser = await chromium.launch({
    args: [...BROWSER_ARGUMENTS, `--remote-debugging-port=${String(port)}`],
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const result = await lighthouse(
      url,
      { port, onlyCategories: [...CATEGORIES], logLevel: 'error', output: 'json' },
      form === 'desktop' ? desktopConfig : undefined,
    );
    if (!result) throw new Error(`Lighthouse says nothing about ${path}`);
    const { categories, audits } = result.lhr;
    const refs = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? []);
    return {
      path,
      form,
      scores: Object.fromEntries(
        CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]),
      ) as Record<Category, number>,
      lost: refs
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
        .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim()),
    };
  } finally {
    await browser.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
