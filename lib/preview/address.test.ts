import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elsewhereWords, readAddress, resolveReference } from './address.ts';

for (const [typed, path] of [
  ['/crash', '/crash'],
  ['crash', '/crash'],
  ['', '/'],
  ['http://localhost:5000/order/0?x=1#top', '/order/0?x=1'],
  ['localhost:5000', '/'],
  ['127.0.0.1:5000/a', '/a'],
  ['/Bücher und mehr', '/B%C3%BCcher%20und%20mehr'],
  ['/i/a%0aERROR', '/i/a%0aERROR'],
  ['//double', '//double'],
  ['?page=2', '/?page=2'],
] as const) {
  test(`"${typed}" asks for ${path}`, () => assert.deepEqual(readAddress(typed), { ok: true, value: path }));
}

for (const typed of ['https://example.org/', 'http://localhost:3000/', 'javascript:alert(1)', 'file:///etc/passwd']) {
  test(`"${typed}" is refused in words`, () => {
    const read = readAddress(typed);
    assert.ok(!read.ok);
    assert.match(read.error, /localhost:5000/);
  });
}

test('references resolve against the page, and know who is somebody else', () => {
  const page = 'http://localhost:5000/books/1';
  const site = 'https://course.example';
  assert.deepEqual(resolveReference('2?x#y', page, site), { kind: 'app', path: '/books/2?x', hash: '#y' });
  assert.deepEqual(resolveReference('https://course.example/a', page, site), { kind: 'app', path: '/a', hash: '' });
  assert.deepEqual(resolveReference('//cdn.example/x.js', page, site), {
    kind: 'elsewhere',
    url: 'http://cdn.example/x.js',
  });
  assert.equal(resolveReference('mailto:a@b.c', page, site).kind, 'elsewhere');
});

for (const [url, words] of [
  ['https://example.org/', /on another host.*localhost:5000/],
  ['http://localhost:3000/', /another server/],
  ['https://localhost:5000/', /another server/],
  ['mailto:a@b.c', /^mailto:a@b\.c is no page\. A browser would open the mail program/],
  ['tel:+1', /call/],
  ['javascript:alert(1)', /script/],
  ['data:text/html,x', /let no page go/],
  ['web+thing:x', /a program that opens it/],
  ['http://', /no address/],
] as const) {
  test(`"${url}" is told for what it is`, () => assert.match(elsewhereWords(url), words));
}

test('an address as long as a file is cut in words', () =>
  assert.ok(elsewhereWords(`data:text/html,${'x'.repeat(10_000)}`).length < 300));
