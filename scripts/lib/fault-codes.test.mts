/** Every failure code has a test that really causes it: the lists in lib/ and what e2e/faults.spec.ts goes through are the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULTS } from '../../e2e/support/faults.ts';
import { PROJECT_FAILURE_CODES } from '../../lib/playground/failures.ts';
import { STORAGE_FAILURE_CODES } from '../../lib/progress/failures.ts';
import { FAILURE_CODES } from '../../lib/runtime/failures.ts';

test('each failure code is injected by the browser tests, and none that does not exist', () => {
  const codes = [...FAILURE_CODES, ...STORAGE_FAILURE_CODES, ...PROJECT_FAILURE_CODES];
  assert.deepEqual(Object.keys(FAULTS).sort(), codes.sort());
});
