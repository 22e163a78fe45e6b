/**
 * The worker thread that is one interpreter in Node. Files come by path, the compiled module and the port by message.
 */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { startInterpreter } from '../interpreter/interpreter.ts';
import type { EarlyAsk } from '../protocol.ts';

export interface NodeWorkerData {
  readonly wasm: WebAssembly.Module;
  /** Null for a file that never comes. */
  readonly stdlib: string | null;
  readonly packages: string | null;
  readonly snapshot: string;
  /** Folder of the `pyodide` package, with a slash at the end. */
  readonly indexUrl: string;
}

const port = parentPort;
if (!port) throw new Error('node-worker runs as a worker thread only');
const { wasm, stdlib, packages, snapshot, indexUrl } = workerData as NodeWorkerData;
const read = (path: string | null): Promise<Uint8Array> =>
  path === null ? new Promise(() => undefined) : readFile(path);

const receiving = startInterpreter(
  {
    wasm: Promise.resolve(wasm),
    stdlib: read(stdlib),
    packages: read(packages),
    snapshot: readFile(snapshot),
    indexUrl,
  },
  (message) => {
    port.postMessage(message);
  },
);
// From the first moment: a thread that listens to nobody ends as soon as nothing is under way, though its boot has not ended.
port.on('message', (message: EarlyAsk) => {
  void receiving.then((receive) => receive?.(message));
});
