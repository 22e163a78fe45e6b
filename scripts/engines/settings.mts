/**
 * Which engines, with which settings, the main job is tried in. Settings are the engine's own switches: preferences, command
 * line, environment. Knows how to open a window with each, not what happens in it.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findDesktopBrowser } from '../browser.mts';
import { aptInstall, aptProblem } from '../lib/apt.mts';
import { BROWSER_ARGUMENTS } from '../lib/browser-arguments.mts';
import type { Log } from '../lib/stages.mts';
import type { EngineWindow } from './engine-window.mts';
import { openPuppeteerWindow } from './puppeteer-window.mts';
import { openWebKitWindow } from './webkit-window.mts';

export interface Setting {
  /** Within its engine; the first one is how it comes out of the box. */
  readonly name: string;
  /** Also part of `npm test`, which has minutes; `npm test -- engines` tries all. */
  readonly always?: true;
  open(binary: string): Promise<EngineWindow>;
}

export interface Engine {
  readonly name: string;
  /** Where its program is, after looking and, where that can be done, installing; or why there is none. */
  find(log: Log): Promise<{ readonly binary: string } | { readonly missing: string }>;
  readonly settings: readonly Setting[];
}

/** A profile whose preferences are written before the browser first starts; gone when the window is. */
async function openWithPreferences(binary: string, preferences: object): Promise<EngineWindow> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'graceful-engine-'));
  mkdirSync(join(userDataDir, 'Default'));
  writeFileSync(join(userDataDir, 'Default', 'Preferences'), JSON.stringify(preferences));
  const window = await openPuppeteerWindow({
    browser: 'chrome',
    executablePath: binary,
    args: [...BROWSER_ARGUMENTS],
    userDataDir,
  });
  return {
    ...window,
    async close() {
      await window.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const openChromium = (binary: string, ...args: readonly string[]): Promise<EngineWindow> =>
  openPuppeteerWindow({ browser: 'chrome', executablePath: binary, args: [...BROWSER_ARGUMENTS, ...args] });

const CHROMIUM: Engine = {
  name: 'Chromium',
  async find(log) {
    const binary = (await findDesktopBrowser(log))?.executablePath;
    return binary === undefined ? { missing: 'no Chromium or Chrome was found' } : { binary };
  },
  settings: [
    { name: 'as it comes', always: true, open: (binary) => openChromium(binary) },
    {
      name: 'private window',
      open: (binary) =>
        openPuppeteerWindow({
          browser: 'chrome',
          executablePath: binary,
          args: [...BROWSER_ARGUMENTS],
          isPrivate: true,
        }),
    },
    {
      name: 'third-party cookies blocked',
      open: (binary) =>
        openWithPreferences(binary, { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } }),
    },
    {
      name: 'all site data blocked',
      always: true,
      open: (binary) => openWithPreferences(binary, { profile: { default_content_setting_values: { cookies: 2 } } }),
    },
    { name: 'JavaScript without JIT (no WebAssembly)', open: (binary) => openChromium(binary, '--js-flags=--jitless') },
    {
      name: 'WebAssembly limited to 70 MB',
      open: (binary) => openChromium(binary, '--js-flags=--wasm-max-mem-pages=1120'),
    },
    {
      name: 'WebAssembly limited to 32 MB',
      open: (binary) => openChromium(binary, '--js-flags=--wasm-max-mem-pages=512'),
    },
    {
      name: 'WebAssembly limited to 20 MB',
      open: (binary) => openChromium(binary, '--js-flags=--wasm-max-mem-pages=320'),
    },
  ],
};

const openFirefox = (binary: string, extraPrefsFirefox: Record<string, unknown> = {}): Promise<EngineWindow> =>
  openPuppeteerWindow({ browser: 'firefox', executablePath: binary, extraPrefsFirefox });

const FIREFOX: Engine = {
  name: 'Firefox',
  find: (log) => findOrInstall(() => onPath(['firefox-esr', 'firefox']), ['firefox-esr'], log),
  settings: [
    { name: 'as it comes', always: true, open: (binary) => openFirefox(binary) },
    {
      name: 'private window',
      open: (binary) => openFirefox(binary, { 'browser.privatebrowsing.autostart': true }),
    },
    {
      name: 'strict tracking protection, fingerprinting resisted',
      open: (binary) =>
        openFirefox(binary, {
          'browser.contentblocking.category': 'strict',
          'privacy.trackingprotection.enabled': true,
          'privacy.resistFingerprinting': true,
          'network.cookie.cookieBehavior': 5,
        }),
    },
    {
      name: 'all site data blocked',
      always: true,
      open: (binary) => openFirefox(binary, { 'network.cookie.cookieBehavior': 2 }),
    },
    {
      name: 'JavaScript without JIT',
      open: (binary) =>
        openFirefox(binary, {
          'javascript.options.blinterp': false,
          'javascript.options.baselinejit': false,
          'javascript.options.ion': false,
          'javascript.options.wasm_optimizingjit': false,
        }),
    },
    { name: 'no WebAssembly', open: (binary) => openFirefox(binary, { 'javascript.options.wasm': false }) },
  ],
};

const WEBKIT: Engine = {
  name: 'WebKit',
  find: (log) =>
    findOrInstall(
      () => (onPath(['Xvfb']) && onPath(['WebKitWebDriver']) ? miniBrowser() : null),
      ['webkit2gtk-driver', 'xvfb'],
      log,
    ),
  settings: [
    // Its automation has no other windows than private ones.
    { name: 'as it comes (a private window)', always: true, open: (binary) => openWebKitWindow({ binary }) },
    {
      name: 'no storage at all',
      always: true,
      open: (binary) => openWebKitWindow({ binary, args: ['--features=-CacheAPI,-IndexedDBAPI,-LocalStorage'] }),
    },
    { name: 'JavaScript without JIT', open: (binary) => openWebKitWindow({ binary, env: { JSC_useJIT: '0' } }) },
    { name: 'no WebAssembly', open: (binary) => openWebKitWindow({ binary, env: { JSC_useWasm: '0' } }) },
  ],
};

export const ENGINES: readonly Engine[] = [CHROMIUM, FIREFOX, WEBKIT];

async function findOrInstall(
  look: () => string | null,
  packages: readonly string[],
  log: Log,
): Promise<{ readonly binary: string } | { readonly missing: string }> {
  const binary = look() ?? ((await aptInstall(packages, log)) ? look() : null);
  if (binary !== null) return { binary };
  const why = aptProblem() ?? 'apt-get failed';
  return { missing: `not installed, and ${why}, so Debian’s ${packages.join(' and ')} cannot be added` };
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

/** WebKitGTK's own small browser is no command; Debian keeps it with the library. */
function miniBrowser(): string | null {
  const root = '/usr/lib';
  if (!existsSync(root)) return null;
  const folders = readdirSync(root).flatMap((triplet) =>
    ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) => join(root, triplet, version)),
  );
  return folders.map((folder) => join(folder, 'MiniBrowser')).find((path) => existsSync(path)) ?? null;
}
