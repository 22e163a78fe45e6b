/**
 * Makes one heap snapshot: a fresh Python that has imported what its tier needs and served a few requests.
 * Runs as a process of its own (`tsx snapshot.mts STDLIB.zip PACKAGES_DIR WARM_UP.py OUT`), because Pyodide keeps its
 * thread busy.
 */
import nodeCrypto from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createRequire } from 'node:module';
import { loadPyodide } from 'pyodide';
import {
  PACKAGES_PATH,
  SNAPSHOT_HEADER_BYTES,
  SNAPSHOT_HEAP_LIMIT,
  moduleFactory,
  pyodideOptions,
  withHandedStdlib,
} from '../../lib/runtime/interpreter/boot.ts';
import { encodeSnapshot } from '../../lib/runtime/interpreter/snapshot-format.ts';

/** Bytes. The gaps in a heap that has only imported and served are of kilobytes. */
const LARGER_THAN_ANY_GAP = 16_000_000;

const [stdlibPath = '', packages = '', warmUp = '', out = ''] = process.argv.slice(2);
const { withoutSpeedups } = JSON.parse(readFileSync(join(packages, 'packages.json'), 'utf8')) as {
  withoutSpeedups: string[];
};
/** Equal inputs make an equal heap, so that a release can be made again: no clock, no chance, no path of this machine. */
function standStill(): void {
  const moment = Date.parse('2020-01-01T00:00:00Z');
  let now = 0;
  // It must move: what waits for it would wait for ever.
  performance.now = () => (now += 0.01);
  Date.now = () => moment + now;
  // Every interpreter that is made of the snapshot seeds itself anew (lib/runtime/interpreter).
  nodeCrypto.randomFillSync = <T extends NodeJS.ArrayBufferView>(bytes: T): T => {
    new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).fill(4);
    return bytes;
  };
  process.argv[1] = './this.program';
}
standStill();
const home = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

const stdlib = readFileSync(stdlibPath);
const wasm = await WebAssembly.compile(readFileSync(join(home, 'pyodide.asm.wasm')));
// Made as every interpreter is: functions have the same places in its table.
const createPyodideModule = moduleFactory(wasm, { instantiated: () => undefined, restorable: () => undefined });
const pyodide = await withHandedStdlib(stdlib, () =>
  loadPyodide({ ...pyodideOptions(`${home}/`), createPyodideModule, _makeSnapshot: true } as object),
);
pyodide.FS.writeFile(PACKAGES_PATH, readFileSync(join(packages, 'packages.zip')));
pyodide.runPython(`import sys\nsys.path.insert(0, ${JSON.stringify(PACKAGES_PATH)})`);
for (const name of withoutSpeedups) {
  try {
    (pyodide.pyimport(name) as { destroy(): void }).destroy();
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    console.error(`The package "${name}" needs its compiled part, which does not run in the browser: ${why ?? ''}`);
    process.exit(1);
  }
}
try {
  pyodide.runPython(readFileSync(warmUp, 'utf8'), { filename: relative(process.cwd(), warmUp) });
} catch (error) {
  console.error(`${warmUp} failed:\n${(error instanceof Error ? error.message : String(error)).slice(-3000)}`);
  process.exit(1);
}
// An interpreter made of this heap would close, as its own, whatever file has the same number there.
const { streams } = pyodide.FS as unknown as { streams: readonly (OpenFile | null)[] };
const open = streams.flatMap((file) => (file && file.fd > 2 ? [file.path] : []));
if (open.length > 0) {
  console.error(`${warmUp} leaves files open, which a snapshot cannot hold: ${open.join(', ')}`);
  process.exit(1);
}
try {
  clearFreeMemory((pyodide as unknown as { _module: Allocator })._module);
  const snapshot = pyodide.makeMemorySnapshot();
  writeFileSync(out, encodeSnapshot(snapshot, await memoriesBefore(snapshot)));
} catch (error) {
  console.error(
    `The snapshot of ${warmUp} could not be taken: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
process.exit(0);

interface OpenFile {
  readonly fd: number;
  readonly path: string;
}

interface Allocator {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
}

/** Freed memory still holds what was in it: bytes that compress badly and that nobody reads. Sets it to zero. */
function clearFreeMemory(python: Allocator): void {
  // A piece larger than any gap lies above them all; what is above it has never been used.
  const end = python._malloc(LARGER_THAN_ANY_GAP);
  python._free(end);
  const pieces: number[] = [];
  for (let size = 2 ** 20; size >= 8; size = size > 4096 ? Math.floor(size * 0.75) & ~7 : size - 8) {
    let piece = python._malloc(size);
    for (; piece !== 0 && piece < end; piece = python._malloc(size)) {
      python.HEAPU8.fill(0, piece, piece + size);
      pieces.push(piece);
    }
    python._free(piece);
  }
  pieces.forEach((piece) => {
    python._free(piece);
  });
}

/** The heap of a new interpreter: as its wasm leaves it, and as it is when a snapshot is written over it. */
async function memoriesBefore(snapshot: Uint8Array): Promise<Uint8Array[]> {
  const heapOffset = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
  if (heapOffset !== SNAPSHOT_HEADER_BYTES || snapshot.length - heapOffset > SNAPSHOT_HEAP_LIMIT)
    throw new Error(`header of ${String(heapOffset)} and ${String(snapshot.length)} bytes in all: see boot.ts`);
  const memories: Uint8Array[] = [];
  const enough = new Error('seen enough');
  const createPyodideModule = moduleFactory(wasm, {
    instantiated: (memory) => {
      memory.grow(Math.ceil((SNAPSHOT_HEAP_LIMIT - memory.buffer.byteLength) / 65536));
      memories.push(new Uint8Array(memory.buffer.slice(0)));
    },
    restorable: ({ HEAPU8 }) => {
      memories.push(HEAPU8.slice());
      throw enough;
    },
  }) as never;
  const options = { ...pyodideOptions(`${home}/`), createPyodideModule, _loadSnapshot: new Uint8Array(heapOffset) };
  await withHandedStdlib(stdlib, () => loadPyodide(options)).catch((error: unknown) => {
    if (error !== enough) throw error;
  });
  return memories;
}
