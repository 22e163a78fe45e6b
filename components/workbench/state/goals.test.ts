import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestOutcome, TestReport, TestResult } from '@/lib/runtime/live-server';
import { goalsAfter, untried } from './goals.ts';

const result = (name: string, outcome: TestOutcome, message = ''): TestResult => ({
  id: `tests/test_goals.py::${name}`,
  name,
  doc: '',
  outcome,
  message,
  location: null,
  report: '',
  durationMs: 1,
  log: [],
  stdout: '',
  stderr: '',
});
const report = (...results: TestResult[]): TestReport => ({ exitCode: 0, results, output: '' });
const goals = untried([
  { test: 'test_a', doc: 'A' },
  { test: 'test_b', doc: 'B' },
]);

test('a goal takes the outcome and the words of its test', () => {
  const after = goalsAfter(goals, report(result('test_a', 'passed'), result('test_b', 'failed', 'Expected 404')));
  assert.deepEqual(
    after.map(({ outcome, message }) => [outcome, message]),
    [
      ['passed', ''],
      ['failed', 'Expected 404'],
    ],
  );
});

test('one failing parameter fails the goal', () => {
  const [a] = goalsAfter(goals, report(result('test_a[html]', 'passed'), result('test_a[json]', 'error', 'No app')));
  assert.equal(a?.outcome, 'failed');
  assert.equal(a.message, 'No app');
});

test('a goal whose test did not run stays as it was', () => {
  const [, b] = goalsAfter(goals, report(result('test_a', 'passed')));
  assert.equal(b?.outcome, 'untried');
});
