import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addHeadStarts } from './head-start.mts';

const site = mkdtempSync(join(tmpdir(), 'graceful-head-start-'));
after(() => rmSync(site, { recursive: true }));

const manifest = '{"bundleUrl":"/runtime/","manifest":{"files":{},"workshopModules":["only-here"]}}';
const page = (headStart: boolean): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"/><link rel="stylesheet" href="a.css"/>` +
  `<script src="/a.js" async=""></script><script src="/old.js" noModule=""></script></head><body>` +
  `<script type="application/json" data-head-start="${String(headStart)}">${manifest}</script>` +
  `<script>self.flight = '<script src="/not-a-tag.js">'</script></body></html>`;

test('only pages that ask for it begin with their server, and their other scripts come after', async () => {
  mkdirSync(join(site, 'learn'));
  writeFileSync(join(site, 'learn', 'index.html'), page(true));
  writeFileSync(join(site, 'index.html'), page(false));
  assert.equal(await addHeadStarts(site), 1);
  assert.equal(readFileSync(join(site, 'index.html'), 'utf8'), page(false));

  const html = readFileSync(join(site, 'learn', 'index.html'), 'utf8');
  const first = html.indexOf('<script');
  assert.ok(first < html.indexOf('<link'), 'no stylesheet holds it up');
  assert.ok(html.slice(first, html.indexOf('</script>')).includes('only-here'), 'it has the manifest of its build');
  assert.ok(html.includes('<script data-src="/a.js" async=""></script>'));
  assert.ok(html.includes('<script src="/old.js" noModule="">'));
  assert.ok(html.includes(`'<script src="/not-a-tag.js">'`), 'text that looks like a script stays as it is');
});
