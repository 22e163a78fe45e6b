/**
 * A live server of the browser's, as the contract's suite wants it: in a page of the built course, reached through
 * Playwright. Knows neither cases nor runners.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import type { LiveServer } from '../../../lib/runtime/live-server.ts';
import { RemoteServer } from '../../../lib/runtime/remote/remote-server.ts';
import type { Channel } from '../../../lib/runtime/remote/remote-server.ts';
import { ROOT } from '../../lib/paths.mts';
import type { BrowserHost } from './in-page.ts';

/** A page that carries the bundle's manifest and starts no server by itself. */
const PAGE = 'myths';

/**
 * @param key the vendor's, for a WebContainer away from localhost
 */
export async function openInBrowser(page: Page, name: BrowserHost, key: string | null): Promise<LiveServer> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'scripts/contract/browser/in-page.ts')],
    define: { 'process.env.NODE_ENV': '"production"' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  const channel: Channel = {
    // What cannot be said any more is for a page that is closed.
    send: (text) => void page.evaluate((said) => contractHears(said), text).catch(console.info),
    onText: () => undefined,
  };
  await page.goto(PAGE);
  await page.exposeFunction('contractSays', (text: string) => {
    channel.onText(text);
  });
  await page.evaluate((host) => (globalThis.contractHost = host), { name, key });
  await page.evaluate(outputFiles[0]?.text ?? '');
  return new RemoteServer(channel);
}
