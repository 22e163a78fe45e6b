import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refererOf } from './referer.ts';

const PAGE = 'http://localhost:5000/books?page=2';

for (const [policy, said] of [
  [undefined, PAGE],
  ['same-origin', PAGE],
  ['No-Referrer', null],
  ['strict-origin', 'http://localhost:5000/'],
  ['no-referrer, strict-origin-when-cross-origin', PAGE],
  ['origin, of-the-future', 'http://localhost:5000/'],
] as const) {
  test(`with Referrer-Policy ${policy ?? 'unsaid'} a page says ${said ?? 'nothing'} of itself`, () =>
    assert.equal(refererOf(`${PAGE}#top`, policy), said));
}
