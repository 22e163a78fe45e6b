/**
 * The worker that is one interpreter in a browser. First message: its port to the supervisor. Then what to boot from.
 */
import './as-module-worker.ts';
import { startInterpreter } from '../interpreter/interpreter.ts';
import { HANDED_URL } from '../interpreter/boot.ts';
import type { EarlyAsk } from '../protocol.ts';
import type { WorkerPart, WorkerParts } from './frame-protocol.ts';

const bytes = (part: ArrayBuffer): Uint8Array => new Uint8Array(part);

/** Resolves with the message that brings the part `name`. */
function arrival<Name extends keyof WorkerParts>(name: Name): Promise<WorkerParts[Name]> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<WorkerPart | MessagePort>): void => {
      if (!('name' in data) || data.name !== name) return;
      self.removeEventListener('message', listen);
      resolve(data.part as WorkerParts[Name]);
    };
    self.addEventListener('message', listen);
  });
}

const port = new Promise<MessagePort>((resolve) => {
  self.addEventListener(
    'message',
    (first: MessageEvent<MessagePort>) => {
      resolve(first.data);
    },
    { once: true },
  );
});
const parts = {
  wasm: arrival('wasm'),
  stdlib: arrival('stdlib').then(bytes),
  packages: arrival('packages').then(bytes),
  snapshot: arrival('snapshot').then((part) => part && bytes(part)),
  indexUrl: HANDED_URL,
};

void port.then(async (supervisor) => {
  const receive = await startInterpreter(parts, (message) => {
    supervisor.postMessage(message);
  });
  if (!receive) return;
  supervisor.onmessage = (event: MessageEvent<EarlyAsk>) => {
    receive(event.data);
  };
});
