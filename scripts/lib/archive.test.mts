/** The same files make the same archive, whatever their order and age, and its sums are what another program finds. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unzipSync } from 'fflate';
import { SUMS, writeArchive } from './archive.mts';

const folder = mkdtempSync(join(tmpdir(), 'graceful-archive-'));
after(() => rmSync(folder, { recursive: true }));

test('equal files, equal bytes; every file with its sum', async () => {
  const path = join(folder, 'page.html');
  writeFileSync(path, '<p>page</p>'.repeat(1000));
  const files = [
    { name: 'site/page.html', content: { path } },
    { name: 'LICENSE', content: { text: 'MIT' } },
  ];
  const first = await writeArchive(join(folder, 'a.zip'), 'graceful', files);
  utimesSync(path, new Date(0), new Date(0));
  const second = await writeArchive(join(folder, 'b.zip'), 'graceful', [...files].reverse());
  assert.equal(first, second);
  const bytes = readFileSync(join(folder, 'a.zip'));
  assert.equal(createHash('sha256').update(bytes).digest('hex'), first);
  const entries = unzipSync(bytes);
  assert.deepEqual(Object.keys(entries), ['graceful/LICENSE', 'graceful/site/page.html', `graceful/${SUMS}`]);
  const sums = new TextDecoder().decode(entries[`graceful/${SUMS}`]);
  for (const line of sums.trim().split('\n')) {
    const [sum, name] = line.split('  ');
    const content = entries[`graceful/${name ?? ''}`];
    assert.ok(content, name);
    assert.equal(createHash('sha256').update(content).digest('hex'), sum);
  }
});
