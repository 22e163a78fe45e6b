/** `npm run release`, as the test command tries it: the archive is made, unpacked, and every sum in it worked out anew. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { SUMS } from './archive.mts';
import { filesBelow } from './fingerprint.mts';
import { RELEASES, ROOT, SITE, releaseName } from './paths.mts';
import { run } from './run.mts';
import type { SuiteResult } from './suites.mts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The site must stand. */
export async function checkRelease(): Promise<SuiteResult> {
  await run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/release.mts')]);
  const name = `${releaseName()}.zip`;
  const archive = readFileSync(join(RELEASES, name));
  const sumFile = readFileSync(join(RELEASES, `${name}.sha256`), 'utf8');
  const wrong: string[] = sumFile === `${sha256(archive)}  ${name}\n` ? [] : [`${name} is not what its .sha256 says`];

  const entries = new Map(Object.entries(unzipSync(archive)));
  const top = name.replace(/\.zip$/, '/');
  const sums = new TextDecoder().decode(entries.get(top + SUMS));
  const listed = sums.split('\n').filter(Boolean);
  for (const line of listed) {
    const [wanted, file = ''] = line.split('  ');
    const bytes = entries.get(top + file);
    if (!bytes || sha256(bytes) !== wanted) wrong.push(`${file} is not what ${SUMS} says`);
  }
  if (listed.length !== entries.size - 1)
    wrong.push(`${SUMS} names ${String(listed.length)} of ${String(entries.size - 1)} files`);
  for (const file of filesBelow(SITE)) if (!entries.has(`${top}site/${file}`)) wrong.push(`site/${file} is missing`);
  return { passed: wrong.length === 0 ? 1 : 0, failed: wrong.length, skipped: 0, output: wrong.join('\n') };
}
