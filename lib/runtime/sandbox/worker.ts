/**
 * The worker that is one interpreter in a browser. First message: its port to the supervisor. Second: what to boot from.
 */
import { startInterpreter } from '../interpreter/interpreter.ts';
import { HANDED_URL } from '../interpreter/boot.ts';
import type { InterpreterParts } from '../interpreter/boot.ts';
import type { ToInterpreter } from '../protocol.ts';
import type { WorkerInit } from './frame-protocol.ts';

const bytes = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

async function parts(init: Promise<WorkerInit>): Promise<InterpreterParts> {
  const { wasm, stdlib, packages, snapshot } = await init;
  const [stdlibBytes, packageBytes, snapshotBytes] = await Promise.all([
    bytes(stdlib),
    bytes(packages),
    snapshot && bytes(snapshot),
  ]);
  return { wasm, stdlib: stdlibBytes, packages: packageBytes, snapshot: snapshotBytes, indexUrl: HANDED_URL };
}

// Pyodide refuses classic workers, and knows them by `importScripts` working; module workers fail in an opaque origin.
Object.defineProperty(self, 'importScripts', { value: undefined });

self.onmessage = (first: MessageEvent<MessagePort>) => {
  const port = first.data;
  const init = new Promise<WorkerInit>((resolve) => {
    self.onmessage = (second: MessageEvent<WorkerInit>) => {
      self.onmessage = null;
      resolve(second.data);
    };
  });
  void startInterpreter(parts(init), (message) => {
    port.postMessage(message);
  }).then((receive) => {
    if (!receive) return;
    port.onmessage = (event: MessageEvent<ToInterpreter>) => {
      receive(event.data);
    };
  });
};
