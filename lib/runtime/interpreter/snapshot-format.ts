/**
 * A heap snapshot as stored: only the pages that hold something. A CPython heap is one third zeros, and what is not
 * stored need not be fetched, hashed or copied. Knows nothing of Pyodide beyond "header, then heap".
 *
 * Layout, little-endian: "GSNP", page size, header length, heap length, bitmap length, then the snapshot's own header,
 * the bitmap (one bit a page, 1 = stored), and the stored pages in order.
 */
const MAGIC = 0x504e5347;
const PAGE = 4096;
const FIXED = 20;

export interface SparseSnapshot {
  /** Pyodide's own header, up to where the heap begins. */
  readonly header: Uint8Array;
  readonly heapLength: number;
  readonly bitmap: Uint8Array;
  readonly pages: Uint8Array;
}

const isZero = (bytes: Uint8Array): boolean => {
  const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 3);
  return words.every((word) => word === 0n);
};

/** `snapshot` as `makeMemorySnapshot()` returns it; `heapOffset` is its second 32-bit word. Returns the stored form. */
export function encodeSnapshot(snapshot: Uint8Array): Uint8Array {
  const heapOffset = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
  const heapLength = snapshot.length - heapOffset;
  const count = Math.ceil(heapLength / PAGE);
  const bitmap = new Uint8Array(Math.ceil(count / 8));
  const stored: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const page = snapshot.slice(heapOffset + index * PAGE, heapOffset + (index + 1) * PAGE);
    if (isZero(page)) continue;
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

/** Write the heap into `heap`, which must be at least `heapLength` long. Runs of pages are copied at once. */
export function writeHeap(snapshot: SparseSnapshot, heap: Uint8Array): void {
  const count = Math.ceil(snapshot.heapLength / PAGE);
  const has = (index: number): boolean => (((snapshot.bitmap[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
  let source = 0;
  for (let index = 0; index < count;) {
    const stored = has(index);
    let end = index + 1;
    while (end < count && has(end) === stored) end++;
    const from = index * PAGE;
    const to = Math.min(end * PAGE, snapshot.heapLength);
    if (stored) {
      if (source + (to - from) > snapshot.pages.length) throw new Error('snapshot is cut short');
      heap.set(snapshot.pages.subarray(source, source + (to - from)), from);
      source += to - from;
    } else {
      heap.fill(0, from, to);
    }
    index = end;
  }
}
