/** Every inline script that a browser would run is in the policy, and the policy stands before all of them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inlineScripts, withPolicy } from './page-policy.mts';

const hash = (script: string): string => createHash('sha256').update(script).digest('base64');

test('inline scripts are found, files and data are not', () => {
  const html =
    '<script>one()</script><script src="/a.js" async=""></script><script id="x" type="module">two()</script>' +
    '<script type="application/json">{"a":1}</script><script></script><script type="importmap">{}</script>';
  assert.deepEqual(inlineScripts(html), ['one()', 'two()', '{}']);
});

test('the policy comes before every script and names each by hash', () => {
  const page = withPolicy(
    '<!DOCTYPE html><html><head><meta charSet="utf-8"/><script>theme()</script></head><body></body></html>',
  );
  assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<script>'));
  assert.ok(page.indexOf('charSet') < page.indexOf('Content-Security-Policy'));
  assert.ok(page.includes(`'sha256-${hash('theme()')}'`));
  assert.ok(!/script-src[^;]*unsafe-inline/.test(page));
});

test('a page without a head, or with a policy of its own, is an error and not a page without a policy', () => {
  assert.throws(() => withPolicy('<p>hi</p>'));
  assert.throws(() => withPolicy(withPolicy('<head></head>')));
});
