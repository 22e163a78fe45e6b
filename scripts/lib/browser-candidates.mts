/** Where a Chromium or Chrome that somebody else installed is likely to be. Looks, starts nothing. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The headless shell is Chromium without a desktop's part: no profiles, no preferences, no private windows. */
export type Kind = 'shell' | 'desktop';

const NAMES: Readonly<Record<Kind, readonly string[]>> = {
  shell: ['chromium-headless-shell', 'chrome-headless-shell'],
  desktop: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'],
};

const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder
      ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]
      : [];
  }),
};

/** Existing files, the likeliest first. */
export function systemBrowsers(kind: Kind): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const extension = process.platform === 'win32' ? '.exe' : '';
  const onPath = NAMES[kind].flatMap((name) => folders.map((folder) => join(folder, name + extension)));
  const places = kind === 'desktop' ? (PLACES[process.platform] ?? []) : [];
  return [...onPath, ...places].filter((path) => existsSync(path));
}
