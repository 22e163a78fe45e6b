/**
 * The contract of the live server (scripts/contract), kept in a browser: by the sandbox, or, under
 * `npm run test:webcontainer`, by a WebContainer of the vendor's. Node and the WebContainer's stand-in keep it in the suite `unit`.
 */
import type { Page } from '@playwright/test';
import type { LiveServer } from '../lib/runtime/live-server.ts';
import { openInBrowser } from '../scripts/contract/browser/in-browser.mts';
import { CONTRACT } from '../scripts/contract/contract.mts';
import { test as base } from './support/test';

const host = process.env.GRACEFUL_CONTRACT_HOST === 'webcontainer' ? 'webcontainer' : 'sandbox';

/** One page and one server for all cases of a worker: the contract says that a server survives every one of them. */
const test = base.extend<object, { readonly opened: { readonly page: Page; readonly server: LiveServer } }>({
  opened: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({ baseURL: project.use.baseURL ?? '', serviceWorkers: 'block' });
      const page = await context.newPage();
      const server = await openInBrowser(page, host, process.env.NEXT_PUBLIC_WEBCONTAINER_KEY ?? null);
      await use({ page, server });
      await context.close();
    },
    { scope: 'worker' },
  ],
});

test.describe(`the contract of the live server: ${host}`, () => {
  test.describe.configure({ timeout: 180_000 });
  for (const { name, run } of CONTRACT)
    test(name, async ({ opened, watch }) => {
      watch.follow(opened.page.context());
      // What Pyodide prints when an interpreter dies, which some cases are about.
      watch.allowConsoleError(/Pyodide has suffered|cause of the fatal error|RangeError|Stack \(most recent call/);
      // The vendor's own hosts, and whatever its client prints, are not ours to judge.
      if (host === 'webcontainer') {
        watch.allowRequest(/./);
        watch.allowConsoleError(/./);
      }
      await run(opened.server);
    });
});
