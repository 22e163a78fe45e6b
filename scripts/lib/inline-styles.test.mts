import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { inlineStyles } from './inline-styles.mts';

const site = mkdtempSync(join(tmpdir(), 'graceful-styles-'));
after(() => rmSync(site, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(site, file)), { recursive: true });
  writeFileSync(join(site, file), text);
}
const link = (href: string): string => `<link rel="stylesheet" href="${href}" data-precedence="next"/>`;
const held = (href: string): string => link(href).replace('/>', ' media="print"/>');

test('each sheet stands where it was linked, its addresses whole, and its link waits', () => {
  const own = '<link rel="stylesheet" href="other.css"/>';
  write('chunks/a.css', '@font-face{src:url(../media/a.woff2)}a{background:url("data:image/png;base64,x/y")}');
  write('chunks/b.css', "b{mask:url('/site/b.svg#c')}");
  write('learn/page.html', `<head>${link('/site/chunks/a.css')}${own}${link('/site/chunks/b.css')}</head>`);
  write('plain.html', `<head>${own}</head>`);
  assert.equal(inlineStyles(site, '/site'), 1);
  assert.equal(
    readFileSync(join(site, 'learn/page.html'), 'utf8'),
    '<head><style>@font-face{src:url(/site/media/a.woff2)}a{background:url("data:image/png;base64,x/y")}</style>' +
      `${held('/site/chunks/a.css')}${own}<style>b{mask:url(/site/b.svg#c)}</style>${held('/site/chunks/b.css')}</head>`,
  );
  assert.equal(readFileSync(join(site, 'plain.html'), 'utf8'), `<head>${own}</head>`);
});

test('a sheet that would end its own element is refused', () => {
  write('bad.css', 'a::before{content:"</style>"}');
  write('bad.html', link('/bad.css'));
  assert.throws(() => inlineStyles(site, ''), /bad\.css cannot stand in a page/);
});
