/**
 * Boots one CPython (Pyodide) in whatever thread this runs in, from bytes it is handed: from the heap snapshot if there
 * is one and it is good, plainly otherwise. It fetches nothing itself. Knows nothing of projects, requests or tests.
 */
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import { loadPyodide } from 'pyodide';
import type { PyodideAPI } from 'pyodide';
import type { Refused } from '../protocol.ts';
import { decodeSnapshot, writeHeap } from './snapshot-format.ts';

/** Each part is waited for where it is needed, so that booting begins while others are on their way. */
export interface InterpreterParts {
  readonly wasm: Promise<WebAssembly.Module>;
  /** The standard library: Pyodide's zip. */
  readonly stdlib: Promise<Uint8Array>;
  /** Flask and friends and the `graceful` package, one zip. */
  readonly packages: Promise<Uint8Array>;
  /** Null when it must not be used. */
  readonly snapshot: Promise<Uint8Array | null>;
  /** Where Pyodide believes its files are. In a browser nothing is read from there; in Node it must be its package. */
  readonly indexUrl: string;
}

/** Where the package zip lives; tracebacks then read `/site-packages/flask/app.py`. */
export const PACKAGES_PATH = '/site-packages';

/** What the learner's server may use before it counts as out of memory: a small container's worth. */
export const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

/** Where Pyodide puts the zip it fetches. */
const STDLIB_PATH = '/lib/python314.zip';

/** Of Pyodide's snapshots. The build fails when they grow. */
export const SNAPSHOT_HEADER_BYTES = 128;

/** Room for any snapshot's heap, so that memory can be had before the snapshot has come. The build fails beyond it. */
export const SNAPSHOT_HEAP_LIMIT = 80 * 1024 * 1024;

/** PYTHONHASHSEED is fixed because the snapshot's dictionaries were built with it. */
export const PYTHON_ENV = { PYTHONHASHSEED: '0', PYTHONINSPECT: '', HOME: '/home/app', PYTHONUTF8: '1' };

export interface Booted {
  readonly pyodide: PyodideAPI;
  /** Why the snapshot was not used, if it was not. */
  readonly snapshotRejected: string | null;
  /** How often memory was refused since the last call. */
  readonly takeRefused: () => Refused;
  /** The zips are in its file system. Until then it can import only what the snapshot has imported. */
  readonly library: Promise<void>;
}

interface EmscriptenSettings {
  instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  /** Global offset table of dynamic linking: what the wasm is linked to outside of itself. There before it is instantiated. */
  readonly GOT: Record<string, WebAssembly.Global>;
}
/** A module is made of its settings: they are one object. */
interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  /** Address of CPython's `_PyRuntime`. */
  readonly __PyRuntime: number;
  /** Address of the place in it of the trampoline's function pointer, from its start. */
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
}
type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/**
 * Boot an interpreter. With a bad snapshot it boots plainly and says why in `snapshotRejected`.
 * Throws what Pyodide throws when even the plain boot fails.
 */
export async function bootInterpreter(parts: InterpreterParts): Promise<Booted> {
  try {
    return { ...(await restore(parts)), snapshotRejected: null };
  } catch (error) {
    return { ...(await bootPlainly(parts)), snapshotRejected: text(error) };
  }
}

async function restore(parts: InterpreterParts): Promise<Omit<Booted, 'snapshotRejected'>> {
  // Pyodide reads it only when the module is made, so it may come as late as the heap.
  const header = new Uint8Array(SNAPSHOT_HEADER_BYTES);
  const limit = new MemoryLimit();
  const createPyodideModule = moduleFactory(await parts.wasm, {
    instantiated: (memory) => {
      // Pyodide restores into the memory the module starts with.
      memory.grow(Math.ceil((SNAPSHOT_HEAP_LIMIT - memory.buffer.byteLength) / 65536));
      limit.apply(memory);
    },
    restorable: async (module) => {
      const bytes = await parts.snapshot;
      if (!bytes) throw new Error('the snapshot arrived damaged');
      const snapshot = decodeSnapshot(bytes);
      header.set(snapshot.header);
      keepTrampoline(module, () => {
        writeHeap(snapshot, module.HEAPU8);
      });
    },
  });
  const options = { ...pyodideOptions(parts.indexUrl), createPyodideModule, _loadSnapshot: header };
  // What the snapshot has imported it need not read again, so the zips may come last.
  const pyodide = await withHandedStdlib(new Uint8Array(), () => loadPyodide(options as object));
  const library = Promise.all([parts.stdlib, parts.packages]).then(([stdlib, packages]) => {
    pyodide.FS.writeFile(STDLIB_PATH, stdlib, { canOwn: true });
    pyodide.FS.writeFile(PACKAGES_PATH, packages, { canOwn: true });
  });
  return { pyodide, library, takeRefused: limit.takeRefused };
}

async function bootPlainly(parts: InterpreterParts): Promise<Omit<Booted, 'snapshotRejected'>> {
  const limit = new MemoryLimit();
  const createPyodideModule = moduleFactory(await parts.wasm, {
    instantiated: (memory) => {
      limit.apply(memory);
    },
    restorable: () => undefined,
  });
  const options = { ...pyodideOptions(parts.indexUrl), createPyodideModule };
  const pyodide = await withHandedStdlib(await parts.stdlib, () => loadPyodide(options as object));
  pyodide.FS.writeFile(PACKAGES_PATH, await parts.packages);
  pyodide.runPython(`import sys\nsys.path.insert(0, ${JSON.stringify(PACKAGES_PATH)})`);
  return { pyodide, library: Promise.resolve(), takeRefused: limit.takeRefused };
}

export interface ModuleSteps {
  /** The wasm's own data is in memory, and nothing has run. */
  instantiated(memory: WebAssembly.Memory): void;
  /** Where a restore writes: what has run until here is the same for every interpreter. */
  restorable(module: EmscriptenModule): Promise<void> | void;
}

/** What `loadPyodide` is to make its module with: an instance of `wasm`. */
export function moduleFactory(wasm: WebAssembly.Module, steps: ModuleSteps): CreateModule {
  return async (settings) => {
    const instantiate = settings.instantiateWasm;
    // Pyodide only warns of what goes wrong here, such as memory that is refused, and then waits for ever.
    let fail: (error: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    settings.instantiateWasm = (imports, receive) =>
      withHandedWasm(wasm, fail, () =>
        instantiate(imports, (instance, module) => {
          try {
            steps.instantiated(instance.exports.memory as WebAssembly.Memory);
          } catch (error) {
            fail(error);
            return;
          }
          withoutUnusedLinks(settings, () => {
            receive(instance, module);
          });
        }),
      );
    const module = await Promise.race([(createPyodideModule as unknown as CreateModule)(settings), failed]);
    await steps.restorable(module);
    return module;
  };
}

/**
 * Emscripten links every function that the wasm exports, in case another module is loaded that wants one, and compiles a module
 * for each function of OpenGL that the wasm might call: together half of what it takes to make an interpreter's module. Here
 * nothing is linked but what the wasm asks for and can use. What a later module asks for is linked then.
 */
function withoutUnusedLinks({ GOT: links }: EmscriptenSettings, run: () => void): void {
  for (const [name, link] of Object.entries(links)) if (name.startsWith('emscripten_gl')) link.value = 0;
  // It makes no second link to what has one.
  Object.setPrototypeOf(links, new Proxy({}, { get: () => ({ value: 0 }) }));
  try {
    run();
  } finally {
    Object.setPrototypeOf(links, Object.prototype);
  }
}

/**
 * CPython calls functions of any signature through a trampoline, which is made of WebAssembly's newer parts where the engine has
 * them, and of JavaScript where it does not. That is this engine's business, and not that of the one in which a snapshot was taken.
 */
export function keepTrampoline(module: Omit<EmscriptenModule, 'HEAPU8'>, write: () => void): void {
  const offset = module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2] ?? 0;
  const place = (module.__PyRuntime + offset) >> 2;
  const own = module.HEAP32[place] ?? 0;
  write();
  module.HEAP32[place] = own;
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
function withHandedWasm<T>(module: WebAssembly.Module, fail: (error: unknown) => void, run: () => T): T {
  const { instantiate, instantiateStreaming } = WebAssembly;
  const plain = instantiate as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  const handed = async (source: unknown, imports?: WebAssembly.Imports): Promise<unknown> => {
    if (!imports || !('wasi_snapshot_preview1' in imports)) return plain(source, imports);
    WebAssembly.instantiate = instantiate;
    WebAssembly.instantiateStreaming = instantiateStreaming;
    try {
      return { module, instance: await instantiate(module, imports) };
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  WebAssembly.instantiate = handed as typeof instantiate;
  WebAssembly.instantiateStreaming = handed as typeof instantiateStreaming;
  return run();
}

/** Emscripten asks for ever less before it gives up: `emscripten_resize_heap` asks three times. */
const ATTEMPTS = 3;

/** A container has a memory limit; without one a runaway view would take the learner's machine down with it. */
class MemoryLimit {
  private refused: Refused = null;
  private attempts = 0;

  apply(memory: WebAssembly.Memory): void {
    const grow = memory.grow.bind(memory);
    const growOrRefuse = (pages: number): number => {
      if (memory.buffer.byteLength + pages * 65536 > MEMORY_LIMIT_BYTES) {
        this.refuse('limit');
        throw new RangeError('memory limit');
      }
      try {
        const before = grow(pages);
        this.attempts = 0;
        return before;
      } catch (error) {
        this.refuse('browser');
        throw error;
      }
    };
    Object.defineProperty(memory, 'grow', { value: growOrRefuse });
  }

  private refuse(by: NonNullable<Refused>): void {
    this.attempts += 1;
    if (this.attempts < ATTEMPTS) return;
    this.attempts = 0;
    this.refused = by;
  }

  takeRefused = (): Refused => {
    const taken = this.refused;
    this.refused = null;
    return taken;
  };
}
