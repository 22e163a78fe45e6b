import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeSnapshot, encodeSnapshot, writeHeap } from './snapshot-format.ts';

const PAGE = 512;
const HEADER = 64;

/** As Pyodide makes one: its header says in the second word where the heap begins. */
function snapshot(heap: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER + heap.length);
  new DataView(bytes.buffer).setUint32(4, HEADER, true);
  bytes.set(heap, HEADER);
  return bytes;
}

/** Page `index` is full of `values[index]`. */
function heapOf(values: readonly number[], length = values.length * PAGE): Uint8Array {
  const heap = new Uint8Array(length);
  values.forEach((value, index) => heap.fill(value, index * PAGE, Math.min((index + 1) * PAGE, length)));
  return heap;
}

for (const [name, before, after, storedPages] of [
  ['pages that differ, alone and in runs', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 0, 3, 0, 0, 0, 0, 4], 4],
  ['nothing that differs', [7, 8], [7, 8], 0],
  ['a page that became zeros', [9, 9], [0, 9], 1],
] as const) {
  test(`${name}: a new heap becomes the one that was kept`, () => {
    const stored = encodeSnapshot(snapshot(heapOf(after)), [heapOf(before)]);
    const decoded = decodeSnapshot(stored);
    assert.equal(decoded.pages.length, storedPages * PAGE);
    assert.equal(decoded.header.length, HEADER);
    const heap = heapOf(before);
    writeHeap(decoded, heap);
    assert.deepEqual(heap, heapOf(after));
  });
}

test('a page is left out only where every new heap has it', () => {
  const stored = encodeSnapshot(snapshot(heapOf([1, 2])), [heapOf([1, 2]), heapOf([1, 0])]);
  const heap = heapOf([1, 0]);
  writeHeap(decodeSnapshot(stored), heap);
  assert.deepEqual(heap, heapOf([1, 2]));
});

test('a heap that ends within a page, written into a longer one, changes nothing behind its end', () => {
  const length = PAGE + 100;
  const heap = new Uint8Array(3 * PAGE).fill(5);
  writeHeap(decodeSnapshot(encodeSnapshot(snapshot(heapOf([1, 2], length)), [new Uint8Array(length)])), heap);
  assert.deepEqual(heap.subarray(0, length), heapOf([1, 2], length));
  assert.ok(heap.subarray(length).every((byte) => byte === 5));
});

test('what is cut short or something else is refused, wherever it is cut', () => {
  const stored = encodeSnapshot(snapshot(heapOf([1, 2, 3])), [heapOf([0, 0, 0])]);
  for (const length of [0, 19, 20, 21 + HEADER, stored.length - PAGE, stored.length - 1]) {
    assert.throws(() => writeHeap(decodeSnapshot(stored.subarray(0, length)), new Uint8Array(3 * PAGE)), /cut short/);
  }
  assert.throws(() => decodeSnapshot(new TextEncoder().encode('<!doctype html><title>404</title>')), /not a heap/);
});
