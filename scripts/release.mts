/**
 * `npm run release`: the whole site as one archive in .cache/release, with what hosts need beside it and a SHA-256 for every file.
 * Equal sources make equal archives. GRACEFUL_BASE_PATH makes one for a sub-path.
 */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive, type ArchiveFile } from './lib/archive.mts';
import { filesBelow } from './lib/fingerprint.mts';
import { CACHE, RELEASES, ROOT, SITE, releaseName } from './lib/paths.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure, stage } from './lib/stages.mts';

/** Beside the site: how to serve it, and under which terms. */
const PAPERS = ['LICENSE', 'docs/deploy.md', 'docs/licences.md', 'docs/security.md'];

try {
  await ensureBundle();
  await ensureSite();
  await stage('Release', async (notes) => {
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
    const name = releaseName();
    mkdirSync(RELEASES, { recursive: true });
    const target = join(RELEASES, `${name}.zip`);
    const sum = await writeArchive(target, name, files);
    writeFileSync(`${target}.sha256`, `${sum}  ${name}.zip\n`);
    notes.note = `.cache/release/${name}.zip, ${String(files.length)} files, ${(statSync(target).size / 1e6).toFixed(0)} MB, sha256 ${sum}`;
  });
} catch (error) {
  reportFailure(error);
}
