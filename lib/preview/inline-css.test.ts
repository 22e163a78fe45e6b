import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpExchange } from '../runtime/live-server.ts';
import { inlineCss } from './inline-css.ts';
import { followModules } from './inline-modules.ts';
import { PageFiles } from './page-files.ts';

const SITE = 'https://course.example';
const ORIGIN = 'http://localhost:5000';

/** An app of fixed files. */
function app(contents: Readonly<Record<string, string>>): { files: PageFiles; asked: string[] } {
  const asked: string[] = [];
  const files = new PageFiles(async (path) => {
    asked.push(path);
    const body = contents[path];
    const request = { method: 'GET', path, headers: [] };
    const exchange: HttpExchange = {
      id: path,
      origin: 'page',
      request,
      response: {
        status: body === undefined ? 404 : 200,
        reason: '',
        headers: [['Content-Type', path.endsWith('.css') ? 'text/css; charset=utf-8' : 'image/png']],
        body: new TextEncoder().encode(body ?? ''),
        truncated: false,
      },
      startedAt: 0,
      durationMs: 0,
      wsgiMs: 0,
    };
    return { exchange, url: ORIGIN + path };
  }, SITE);
  return { files, asked };
}

const read = (dataUrl: string): string => atob(dataUrl.split(',')[1] ?? '');

test('references are relative to the stylesheet, and each file is asked for once', async () => {
  const { files, asked } = app({ '/static/a.png': 'A' });
  const css = await inlineCss(`a{background:url(a.png)} b{background:url("./a.png")}`, `${ORIGIN}/static/s.css`, files);
  assert.deepEqual(asked, ['/static/a.png']);
  assert.equal(css.match(/url\("data:image\/png;base64,QQ=="\)/g)?.length, 2);
});

test('imports are followed, with their own references', async () => {
  const { files } = app({ '/css/b.css': 'i{background:url(../x.png)}', '/x.png': 'X' });
  const css = await inlineCss(`@import "b.css"; @import url(b.css) print;`, `${ORIGIN}/css/a.css`, files);
  const [, first = ''] = /@import url\("(data:[^"]+)"\)/.exec(css) ?? [];
  assert.match(read(first), /url\("data:image\/png;base64,WA=="\)/);
  assert.match(css, /print;$/);
});

test('sheets that import each other come to an end', async () => {
  const { files, asked } = app({ '/a.css': '@import "b.css";', '/b.css': '@import "a.css";' });
  await inlineCss('@import "a.css";', `${ORIGIN}/`, files);
  assert.deepEqual(asked, ['/a.css', '/b.css']);
});

test('comments, fragments and data stay; other hosts are named and not asked', async () => {
  const { files, asked } = app({});
  const kept = '/* url(no.png) */ a{clip-path:url(#c);background:url("data:image/png;base64,QQ==")}';
  const css = await inlineCss(`${kept} b{background:url(https://cdn.example/x.png)}`, `${ORIGIN}/`, files);
  assert.ok(css.startsWith(kept));
  assert.deepEqual(asked, []);
  assert.deepEqual(files.missing, [{ url: 'https://cdn.example/x.png', why: 'elsewhere' }]);
});

test('a file that the app does not have is named with its status', async () => {
  const { files } = app({});
  await inlineCss('a{background:url(/gone.png)}', `${ORIGIN}/`, files);
  assert.deepEqual(files.missing, [{ url: `${ORIGIN}/gone.png`, why: { status: 404 } }]);
});

test('modules are found through their imports, and know each other by absolute addresses', async () => {
  const { files } = app({ '/js/b.js': `import './c.js'; export const b = 1;`, '/js/c.js': 'export {};' });
  const source = `import { b } from './b.js';\nconst later = import("./c.js");`;
  const graph = await followModules([{ source, baseUrl: `${ORIGIN}/js/a.js` }], files);
  assert.deepEqual(Object.keys(graph.imports).sort(), [`${ORIGIN}/js/b.js`, `${ORIGIN}/js/c.js`]);
  assert.match(read(graph.imports[`${ORIGIN}/js/b.js`] ?? ''), /import 'http:\/\/localhost:5000\/js\/c\.js'/);
  assert.match(graph.rewrite(source, `${ORIGIN}/js/a.js`), /from 'http:\/\/localhost:5000\/js\/b\.js'/);
});
