/**
 * Boots one CPython (Pyodide) in whatever thread this runs in, from bytes it is handed: from the heap snapshot if there
 * is one and it is good, plainly otherwise. It fetches nothing itself. Knows nothing of projects, requests or tests.
 */
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import { loadPyodide } from 'pyodide';
import type { PyodideAPI } from 'pyodide';
import { decodeSnapshot, writeHeap } from './snapshot-format.ts';
import type { SparseSnapshot } from './snapshot-format.ts';

export interface InterpreterParts {
  readonly wasm: WebAssembly.Module;
  /** The standard library, as Pyodide ships it. */
  readonly stdlib: Uint8Array;
  /** Flask and friends and the `graceful` package, one zip. */
  readonly packages: Uint8Array;
  readonly snapshot: Uint8Array | null;
  /** Where Pyodide believes its files are. In a browser nothing is read from there; in Node it must be its package. */
  readonly indexUrl: string;
}

/** Where the package zip lives; tracebacks then read `/site-packages/flask/app.py`. */
export const PACKAGES_PATH = '/site-packages';

/** What the learner's server may use before it counts as out of memory: a small container's worth. */
export const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

/** PYTHONHASHSEED is fixed because the snapshot's dictionaries were built with it. */
export const PYTHON_ENV = { PYTHONHASHSEED: '0', PYTHONINSPECT: '', HOME: '/home/app', PYTHONUTF8: '1' };

export interface Booted {
  readonly pyodide: PyodideAPI;
  /** Why the snapshot was not used, if it was not. */
  readonly snapshotRejected: string | null;
  /** How often memory was refused since the last call. */
  readonly takeRefusals: () => number;
}

interface EmscriptenSettings {
  instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}
interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
}
type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/**
 * Boot an interpreter. With a bad snapshot it boots plainly and says why in `snapshotRejected`.
 * Throws what Pyodide throws when even the plain boot fails.
 */
export async function bootInterpreter(parts: InterpreterParts): Promise<Booted> {
  if (parts.snapshot) {
    try {
      return { ...(await boot(parts, decodeSnapshot(parts.snapshot))), snapshotRejected: null };
    } catch (error) {
      return { ...(await boot(parts, null)), snapshotRejected: text(error) };
    }
  }
  return { ...(await boot(parts, null)), snapshotRejected: null };
}

async function boot(
  parts: InterpreterParts,
  snapshot: SparseSnapshot | null,
): Promise<Pick<Booted, 'pyodide' | 'takeRefusals'>> {
  let refusals = 0;
  const createModule = moduleFactory(parts.wasm, snapshot?.heapLength ?? 0, {
    instantiated: (memory) => {
      limitMemory(memory, () => refusals++);
    },
    restorable: (heap) => {
      if (snapshot) writeHeap(snapshot, heap);
    },
  });
  const pyodide = await withHandedStdlib(parts.stdlib, () =>
    loadPyodide({
      ...pyodideOptions(parts.indexUrl),
      createPyodideModule: createModule as never,
      ...(snapshot ? { _loadSnapshot: snapshot.header } : {}),
    }),
  );
  pyodide.FS.writeFile(PACKAGES_PATH, parts.packages);
  if (!snapshot) pyodide.runPython(`import sys\nsys.path.insert(0, ${JSON.stringify(PACKAGES_PATH)})`);
  return {
    pyodide,
    takeRefusals: () => {
      const taken = refusals;
      refusals = 0;
      return taken;
    },
  };
}

export interface ModuleSteps {
  /** The wasm's own data is in memory, and nothing has run. */
  instantiated(memory: WebAssembly.Memory): void;
  /** Where a restore writes: what has run until here is the same for every interpreter. */
  restorable(heap: Uint8Array): void;
}

/** What `loadPyodide` is to make its module with: an instance of `wasm` with room for `heapLength` bytes. */
export function moduleFactory(wasm: WebAssembly.Module, heapLength: number, steps: ModuleSteps): CreateModule {
  return async (settings) => {
    const instantiate = settings.instantiateWasm;
    settings.instantiateWasm = (imports, receive) =>
      withHandedWasm(wasm, () =>
        instantiate(imports, (instance, module) => {
          const memory = instance.exports.memory as WebAssembly.Memory;
          // Pyodide restores into the memory the module starts with, and throws when the snapshot is larger.
          const missing = heapLength - memory.buffer.byteLength;
          if (missing > 0) memory.grow(Math.ceil(missing / 65536));
          steps.instantiated(memory);
          receive(instance, module);
        }),
      );
    const module = await (createPyodideModule as unknown as CreateModule)(settings);
    steps.restorable(module.HEAPU8);
    return module;
  };
}

/** An address that is never asked: what Pyodide fetches from there is answered from the handed-over bytes. */
export const HANDED_URL = 'https://bundle.invalid/';
const STDLIB_URL = `${HANDED_URL}stdlib.zip`;

/** As in the pinned Pyodide's own pyodide-lock.json; it refuses to start with another ABI. */
const LOCK_INFO = { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2' };

/** Options shared with the build of the snapshot: an interpreter restores only into the same configuration. */
export function pyodideOptions(indexUrl: string): object {
  return {
    indexURL: indexUrl,
    stdLibURL: STDLIB_URL,
    // Nothing is ever installed from a package index, so an empty one will do.
    lockFileContents: { info: LOCK_INFO, packages: {} },
    packageBaseUrl: HANDED_URL,
    env: { ...PYTHON_ENV },
    // Python's own streams are `graceful`'s; what is written past them, to the bare descriptors, is for the console.
    // A Node worker has no descriptors of its own, so none may be left to Pyodide's defaults.
    stdin: () => null,
    stdout: (line: string) => {
      console.info(line);
    },
    stderr: (line: string) => {
      console.warn(line);
    },
  };
}

/** Pyodide fetches its standard library; answer from the bytes at hand, and leave `fetch` as it was. */
export async function withHandedStdlib<T>(stdlib: Uint8Array, run: () => Promise<T>): Promise<T> {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input instanceof URL ? input.href : input;
    if (url === STDLIB_URL) return new Response(stdlib as BodyInit);
    return url.startsWith(HANDED_URL) ? new Response(null) : original(input, init);
  };
  try {
    return await run();
  } finally {
    globalThis.fetch = original;
  }
}

/** Pyodide compiles the wasm it fetched; hand it the module that is compiled already, and let its other modules pass. */
function withHandedWasm<T>(module: WebAssembly.Module, run: () => T): T {
  const { instantiate, instantiateStreaming } = WebAssembly;
  const plain = instantiate as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  const handed = async (source: unknown, imports?: WebAssembly.Imports): Promise<unknown> => {
    if (!imports || !('wasi_snapshot_preview1' in imports)) return plain(source, imports);
    WebAssembly.instantiate = instantiate;
    WebAssembly.instantiateStreaming = instantiateStreaming;
    return { module, instance: await instantiate(module, imports) };
  };
  WebAssembly.instantiate = handed as typeof instantiate;
  WebAssembly.instantiateStreaming = handed as typeof instantiateStreaming;
  return run();
}

/** A container has a memory limit; without one a runaway view would take the learner's machine down with it. */
function limitMemory(memory: WebAssembly.Memory, refused: () => void): void {
  const grow = memory.grow.bind(memory);
  Object.defineProperty(memory, 'grow', {
    value: (pages: number): number => {
      if (memory.buffer.byteLength + pages * 65536 > MEMORY_LIMIT_BYTES) {
        refused();
        throw new RangeError('memory limit');
      }
      return grow(pages);
    },
  });
}
