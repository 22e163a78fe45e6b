/**
 * `npm run test:webcontainer`: the contract of the live server in a browser, kept by a WebContainer of its vendor's. Needs a
 * network that reaches stackblitz.com, which is why it is no part of `npm test`. Served on localhost, where no key is asked.
 */
import { findBrowser } from './browser.mts';
import { SITE } from './lib/paths.mts';
import { nodeTool, run } from './lib/run.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure, stage } from './lib/stages.mts';
import { serve } from './serve.mts';

try {
  await ensureBundle();
  await ensureSite();
  const { executablePath } = await stage('Browser', (_notes, log) => findBrowser(log));
  const server = await serve({ dir: SITE, port: 0 });
  const env = {
    GRACEFUL_URL: server.url,
    GRACEFUL_CONTRACT_HOST: 'webcontainer',
    ...(executablePath === undefined ? {} : { GRACEFUL_BROWSER: executablePath }),
  };
  // A tab can have one container, and two tabs' would compete for the memory.
  const [command, args] = nodeTool('@playwright/test/cli.js', [
    'test',
    'contract.spec.ts',
    '--workers=1',
    '--reporter=list',
  ]);
  try {
    await run(command, [...args, ...process.argv.slice(2)], { env, onOutput: (text) => process.stdout.write(text) });
  } finally {
    await server.close();
  }
} catch (error) {
  reportFailure(error);
}
