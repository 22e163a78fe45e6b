/** A heap from elsewhere brings the program along, not the engine. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keepTrampoline } from './boot.ts';

it('a heap written over an interpreter leaves it its own trampoline', () => {
  // Addresses are of bytes: _PyRuntime at 32, and the pointer 8 after its start, which is said at 16.
  const HEAP32 = new Int32Array(16);
  HEAP32[4] = 8;
  HEAP32[10] = 77;
  keepTrampoline({ HEAP32, __PyRuntime: 32, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: 16 }, () => {
    HEAP32.fill(5, 8);
  });
  assert.deepEqual([...HEAP32.subarray(8, 12)], [5, 5, 77, 5]);
});
