/** The one list of headers: what it promises, and that hosts which join values cannot spoil it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEADER_RULES, headersFor, ruleApplies } from '../headers.mjs';
import { nginxConf, underscoreHeaders, vercelJson } from './header-files.mts';

test('every page is cross-origin isolated and cannot be framed by others', () => {
  const headers = headersFor('/learn/first-handlers');
  assert.equal(headers['Cross-Origin-Opener-Policy'], 'same-origin');
  assert.equal(headers['Cross-Origin-Embedder-Policy'], 'require-corp');
  assert.equal(headers['Content-Security-Policy'], "frame-ancestors 'self'");
  assert.equal(headers['Cache-Control'], 'no-cache');
});

test('only what is named by its content is kept for ever', () => {
  const kept = (path: string): boolean => headersFor(path)['Cache-Control']?.includes('immutable') ?? false;
  assert.deepEqual(['/_next/static/chunks/a.js', '/runtime/wasm-0123456789ab.wasm'].map(kept), [true, true]);
  assert.deepEqual(['/', '/runtime/manifest.json', '/runtime/sandbox.html', '/preview.html'].map(kept), [
    false,
    false,
    false,
    false,
  ]);
});

test('no two rules that can meet name the same header', () => {
  for (const [index, rule] of HEADER_RULES.entries()) {
    for (const other of HEADER_RULES.slice(index + 1)) {
      const meet =
        ruleApplies(rule.path, other.path.replace('*', '')) || ruleApplies(other.path, rule.path.replace('*', ''));
      const both = Object.keys(rule.headers).filter((name) => name in other.headers);
      assert.deepEqual(meet ? both : [], [], `${rule.path} and ${other.path}`);
    }
  }
});

test('every header of the list reaches every host’s file', () => {
  for (const { headers } of HEADER_RULES) {
    for (const [name, value] of Object.entries(headers)) {
      assert.ok(underscoreHeaders().includes(`  ${name}: ${value}\n`), name);
      assert.ok(nginxConf().includes(`add_header ${name} "${value}" always;`), name);
      assert.ok(vercelJson().includes(JSON.stringify(name)), name);
    }
  }
});

test('nginx repeats the common headers in each location, because a location with its own inherits none', () => {
  const locations = nginxConf().split('location ').slice(1);
  assert.equal(locations.length, HEADER_RULES.length);
  for (const location of locations) assert.ok(location.includes('Cross-Origin-Opener-Policy'), location);
});
