/**
 * The worker thread that is one interpreter in Node. Files come by path, the compiled module and the port by message.
 */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { startInterpreter } from '../interpreter/interpreter.ts';
import type { ToInterpreter } from '../protocol.ts';

export interface NodeWorkerData {
  readonly wasm: WebAssembly.Module;
  readonly stdlib: string;
  readonly packages: string;
  readonly snapshot: string;
  /** Folder of the `pyodide` package, with a slash at the end. */
  readonly indexUrl: string;
}

const port = parentPort;
if (!port) throw new Error('node-worker runs as a worker thread only');
const { wasm, stdlib, packages, snapshot, indexUrl } = workerData as NodeWorkerData;

const receive = await startInterpreter(
  {
    wasm: Promise.resolve(wasm),
    stdlib: readFile(stdlib),
    packages: readFile(packages),
    snapshot: readFile(snapshot),
    indexUrl,
  },
  (message) => {
    port.postMessage(message);
  },
);
if (receive)
  port.on('message', (message: ToInterpreter) => {
    receive(message);
  });
