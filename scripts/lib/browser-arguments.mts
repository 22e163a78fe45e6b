/** How our browser is started everywhere: no word to anybody but the server under test. Imports nothing. */

/** Chromium refuses to run its sandbox as root, which is what a container usually is. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export const BROWSER_ARGUMENTS: readonly string[] = [
  ...AS_ROOT,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Names other than ours do not resolve: a test that needs another host cannot pass by luck.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];
