import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { inlineStyles } from './inline-styles.mts';

/** A folder with these files. */
function site(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'graceful-styles-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}
const link = (href: string): string => `<link rel="stylesheet" href="${href}" data-precedence="next"/>`;
const held = (href: string): string => link(href).replace('/>', ' media="print"/>');
const OWN = '<link rel="stylesheet" href="other.css"/>';

test('each sheet stands at the end of the head, its addresses whole, and its link waits', (context) => {
  const folder = site(context, {
    'chunks/a.css': '@font-face{src:url(../media/a.woff2)}a{background:url("data:image/png;base64,x//y")}',
    'chunks/b.css': "b{mask:url('/site/b.svg#c')}",
    'learn/page.html': `<head>${link('/site/chunks/a.css')}${OWN}${link('/site/chunks/b.css')}<title>t</title></head>`,
    'plain.html': `<head>${OWN}</head>`,
  });
  assert.equal(inlineStyles(folder, '/site'), 1);
  assert.equal(
    readFileSync(join(folder, 'learn/page.html'), 'utf8'),
    `<head>${OWN}<title>t</title>` +
      '<style>@font-face{src:url(/site/media/a.woff2)}a{background:url("data:image/png;base64,x//y")}</style>' +
      `${held('/site/chunks/a.css')}<style>b{mask:url(/site/b.svg#c)}</style>${held('/site/chunks/b.css')}</head>`,
  );
  assert.equal(readFileSync(join(folder, 'plain.html'), 'utf8'), `<head>${OWN}</head>`);
});

for (const [what, style] of [
  ['would end its own element', 'a::before{content:"</style>"}'],
  ['asks for another', '@import "other.css";'],
  ['is of another host', 'a{background:url(https://elsewhere.example/a.png)}'],
] as const)
  test(`a sheet that ${what} is refused`, (context) => {
    const folder = site(context, { 'bad.css': style, 'page.html': `<head>${link('/bad.css')}</head>` });
    assert.throws(() => inlineStyles(folder, ''), /bad\.css cannot stand in a page/);
  });

test('a sheet that is linked in another way is refused', (context) => {
  const odd = '<link data-precedence="next" rel="stylesheet" href="/a.css"/>';
  const folder = site(context, { 'a.css': 'a{}', 'page.html': `<head>${odd}</head>` });
  assert.throws(() => inlineStyles(folder, ''), /page\.html links a stylesheet/);
});
