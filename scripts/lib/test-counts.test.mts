/** The counts must be what the runners said, and a report that says nothing must not read as a success. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsFromClosingLine, countsFromJunit, countsFromPlaywright, countsFromTap } from './test-counts.mts';

test('node:test: cancelled and to-be-done tests count as failed', () => {
  const tap =
    'ok 1 - a\n# tests 9\n# suites 1\n# pass 5\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 3\n';
  assert.deepEqual(countsFromTap(tap), { passed: 5, failed: 3, skipped: 1 });
});

test('pytest: errors count as failed, skipped ones not as passed', () => {
  const xml =
    '<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="0.1">';
  assert.deepEqual(countsFromJunit(xml), { passed: 4, failed: 3, skipped: 3 });
});

test('Playwright: flaky tests and errors outside a test count as failed', () => {
  const json = JSON.stringify({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] });
  assert.deepEqual(countsFromPlaywright(json), { passed: 4, failed: 3, skipped: 2 });
});

test('our own commands: the last closing line counts', () => {
  assert.deepEqual(countsFromClosingLine('1 passed, 0 failed\nmore\n12 passed, 3 failed\n'), {
    passed: 12,
    failed: 3,
    skipped: 0,
  });
});

for (const [name, read] of Object.entries({
  countsFromTap,
  countsFromJunit,
  countsFromPlaywright,
  countsFromClosingLine,
})) {
  test(`${name} refuses a report without counts`, () => {
    assert.throws(() => read('nothing to see'));
  });
}
