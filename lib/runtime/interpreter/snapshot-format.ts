/**
 * A heap snapshot as stored: only the pages in which it differs from a new interpreter's memory. Over a third of them do
 * not (they are zeros, or constants that come with the wasm), and what is not stored need not be fetched, hashed or
 * copied. Knows nothing of Pyodide beyond "header, then heap".
 *
 * Layout, little-endian: "GSNP", page size, header length, heap length, bitmap length, then the snapshot's own header,
 * the bitmap (one bit a page, 1 = stored), and the stored pages in order.
 */
const MAGIC = 0x504e5347;
const PAGE = 512;
const FIXED = 20;

export interface SparseSnapshot {
  /** Pyodide's own header, up to where the heap begins. */
  readonly header: Uint8Array;
  readonly heapLength: number;
  readonly bitmap: Uint8Array;
  readonly pages: Uint8Array;
}

/**
 * The stored form of `snapshot`, as `makeMemorySnapshot()` returns it; `heapOffset` is its second 32-bit word.
 * `before` are heaps of a new interpreter up to where a restore writes: a page that is in each of them what it is in the
 * snapshot need not be stored.
 */
export function encodeSnapshot(snapshot: Uint8Array, before: readonly Uint8Array[]): Uint8Array {
  const heapOffset = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
  const heapLength = snapshot.length - heapOffset;
  const count = Math.ceil(heapLength / PAGE);
  const bitmap = new Uint8Array(Math.ceil(count / 8));
  const stored: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const page = snapshot.slice(heapOffset + index * PAGE, heapOffset + (index + 1) * PAGE);
    if (before.every((heap) => equal(page, heap.subarray(index * PAGE, index * PAGE + page.length)))) continue;
    bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7));
    stored.push(page);
  }
  const out = new Uint8Array(FIXED + heapOffset + bitmap.length + stored.reduce((sum, page) => sum + page.length, 0));
  const view = new DataView(out.buffer);
  [MAGIC, PAGE, heapOffset, heapLength, bitmap.length].forEach((word, index) => {
    view.setUint32(index * 4, word, true);
  });
  out.set(snapshot.subarray(0, heapOffset), FIXED);
  out.set(bitmap, FIXED + heapOffset);
  let offset = FIXED + heapOffset + bitmap.length;
  for (const page of stored) {
    out.set(page, offset);
    offset += page.length;
  }
  return out;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Views into `stored`, no copies. Throws when it is not a snapshot or is cut short. */
export function decodeSnapshot(stored: Uint8Array): SparseSnapshot {
  if (stored.length < FIXED) throw new Error('snapshot is cut short');
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== PAGE) throw new Error('not a heap snapshot');
  const headerLength = view.getUint32(8, true);
  const bitmapLength = view.getUint32(16, true);
  const pagesAt = FIXED + headerLength + bitmapLength;
  if (pagesAt > stored.length) throw new Error('snapshot is cut short');
  return {
    header: stored.slice(FIXED, FIXED + headerLength),
    heapLength: view.getUint32(12, true),
    bitmap: stored.subarray(FIXED + headerLength, pagesAt),
    pages: stored.subarray(pagesAt),
  };
}

/** Write the stored pages into `heap`, a new interpreter's, at least `heapLength` long. Runs of pages are copied at once. */
export function writeHeap(snapshot: SparseSnapshot, heap: Uint8Array): void {
  const count = Math.ceil(snapshot.heapLength / PAGE);
  const has = (index: number): boolean => (((snapshot.bitmap[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
  let source = 0;
  for (let index = 0; index < count; index++) {
    if (!has(index)) continue;
    const first = index;
    while (index + 1 < count && has(index + 1)) index++;
    const from = first * PAGE;
    const length = Math.min((index + 1) * PAGE, snapshot.heapLength) - from;
    if (source + length > snapshot.pages.length) throw new Error('snapshot is cut short');
    heap.set(snapshot.pages.subarray(source, source + length), from);
    source += length;
  }
}
