/** What commands write into documents stands between its markers, and nothing else is touched. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import prettier from 'prettier';
import { markdownTable, readSection, writeSection } from './documents.mts';
import { ROOT } from './paths.mts';

test('a table stands between its markers, twice written as once, and prettier has nothing to change', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'graceful-documents-'));
  context.after(() => {
    rmSync(folder, { recursive: true });
  });
  const document = relative(ROOT, join(folder, 'page.md'));
  writeFileSync(join(folder, 'page.md'), '# Page\n\n<!-- one: written by `x` -->\n\nold\n\n<!-- /one -->\n\nLast.\n');
  const table = markdownTable(['', 'b'], [['a', 'long cell'], ['short']]);
  writeSection(document, 'one', table);
  writeSection(document, 'one', table);
  assert.equal(readSection(document, 'one'), table);
  const text = readFileSync(join(folder, 'page.md'), 'utf8');
  assert.equal(text, `# Page\n\n<!-- one: written by \`x\` -->\n\n${table}\n\n<!-- /one -->\n\nLast.\n`);
  assert.equal(await prettier.format(text, { parser: 'markdown' }), text);
  assert.throws(() => readSection(document, 'two'), /has no "two/);
});
