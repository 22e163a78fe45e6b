/**
 * The worker thread that is one interpreter in Node. Files come by path, the compiled module and the port by message.
 */
import { readFileSync } from 'node:fs';
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

const parts = Promise.resolve().then(() => ({
  wasm,
  stdlib: readFileSync(stdlib),
  packages: readFileSync(packages),
  snapshot: readFileSync(snapshot),
  indexUrl,
}));

const receive = await startInterpreter(parts, (message) => {
  port.postMessage(message);
});
if (receive)
  port.on('message', (message: ToInterpreter) => {
    receive(message);
  });
