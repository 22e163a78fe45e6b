/** Where the scripts find and leave things. No other script spells out a folder of the project. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Everything that can be made again and is worth keeping between two runs. */
export const CACHE = join(ROOT, '.cache');
/** The path that the site lives under, without a slash at the end: `/courses/graceful`, or '' for the root. */
export const BASE_PATH = (process.env.GRACEFUL_BASE_PATH ?? '').replace(/\/+$/, '');
/** What `next build` exports, and what is served. */
export const SITE = join(ROOT, 'out');
/** Where `npm run release` leaves the site as one archive. */
export const RELEASES = join(CACHE, 'release');
/** That archive's name, without `.zip`. */
export function releaseName(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return `graceful-${version}${BASE_PATH.replaceAll('/', '-')}`;
}
