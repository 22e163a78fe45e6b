/**
 * `npm run release`: the whole site as one archive in .cache/release, with what hosts need beside it and a SHA-256 for every file.
 * Equal sources make equal archives. GRACEFUL_BASE_PATH makes one for a sub-path.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive, type ArchiveFile } from './lib/archive.mts';
import { filesBelow } from './lib/fingerprint.mts';
import { BASE_PATH, CACHE, ROOT, SITE } from './lib/paths.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure, stage } from './lib/stages.mts';

/** Beside the site: how to serve it, and under which terms. */
const PAPERS = ['LICENSE', 'docs/deploy.md', 'docs/licences.md', 'docs/security.md'];

try {
  await ensureBundle();
  await ensureSite();
  await stage('Release', async (notes) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const below = (folder: string, prefix: string): ArchiveFile[] =>
      filesBelow(folder).map((file) => ({ name: `${prefix}/${file}`, content: { path: join(folder, file) } }));
    const files = [
      ...below(SITE, 'site'),
      ...below(join(CACHE, 'deploy'), 'deploy'),
      ...PAPERS.filter((paper) => existsSync(join(ROOT, paper))).map((paper) => ({
        name: paper.split('/').at(-1) ?? paper,
        content: { path: join(ROOT, paper) },
      })),
    ];
    const name = `graceful-${version}${BASE_PATH.replaceAll('/', '-')}`;
    const folder = join(CACHE, 'release');
    mkdirSync(folder, { recursive: true });
    const target = join(folder, `${name}.zip`);
    const sum = await writeArchive(target, name, files);
    writeFileSync(`${target}.sha256`, `${sum}  ${name}.zip\n`);
    notes.note = `.cache/release/${name}.zip, ${String(files.length)} files, ${(statSync(target).size / 1e6).toFixed(0)} MB, sha256 ${sum}`;
  });
} catch (error) {
  reportFailure(error);
}
