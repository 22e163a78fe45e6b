/** Every failure code that exists is really caused by a browser test: by e2e/faults.spec.ts, or by the spec that is named. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CAUSED_IN, FAULTS } from '../../e2e/support/faults.ts';
import { OFFLINE_FAILURE_CODES } from '../../lib/offline/offline-state.ts';
import { PROJECT_FAILURE_CODES } from '../../lib/playground/failures.ts';
import { STORAGE_FAILURE_CODES } from '../../lib/progress/failures.ts';
import { TRANSFER_FAILURE_CODES } from '../../lib/progress/transfer-failures.ts';
import { FAILURE_CODES } from '../../lib/runtime/failures.ts';
import { ROOT } from './paths.mts';

const EXISTING = [
  FAILURE_CODES,
  STORAGE_FAILURE_CODES,
  TRANSFER_FAILURE_CODES,
  PROJECT_FAILURE_CODES,
  OFFLINE_FAILURE_CODES,
].flat();

test('each failure code is caused once, and none that does not exist', () => {
  assert.deepEqual([...Object.keys(FAULTS), ...Object.keys(CAUSED_IN)].sort(), EXISTING.sort());
});

for (const [code, spec] of Object.entries(CAUSED_IN))
  test(`${code} is looked for in ${spec}`, () => {
    assert.match(readFileSync(join(ROOT, spec), 'utf8'), new RegExp(`['"]${code}['"]`));
  });
