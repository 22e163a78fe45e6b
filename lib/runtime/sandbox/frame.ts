/**
 * Runs inside the opaque-origin iframe: keeps the bundle's parts, compiles the wasm once, spawns and ends workers.
 * Its only neighbour is the page above; it reads nothing, fetches nothing and decides nothing.
 */
import { TIER_FILES } from './frame-protocol.ts';
import type { FromFrame, Part, ToFrame, WorkerPart } from './frame-protocol.ts';
import type { BundleFile } from './manifest.ts';

const parts = new Map<BundleFile, Promise<Part>>();
const arrived = new Map<BundleFile, (part: Part) => void>();
const workers = new Map<number, Worker>();

const tell = (message: FromFrame): void => {
  // An opaque origin has no name to aim at; nothing secret is ever said here.
  parent.postMessage(message, '*');
};

/** A part, now or when it arrives. */
function part(name: BundleFile): Promise<Part> {
  let promise = parts.get(name);
  if (!promise) {
    promise = new Promise((resolve) => arrived.set(name, resolve));
    parts.set(name, promise);
  }
  return promise;
}

async function blob(name: BundleFile): Promise<Blob> {
  const value = await part(name);
  if (!value) throw new Error(`${name} is not there`);
  return value;
}

let compiled: Promise<WebAssembly.Module> | null = null;
let script: Promise<string> | null = null;

async function spawn(id: number, tier: keyof typeof TIER_FILES, port: MessagePort): Promise<void> {
  script ??= blob('interpreter').then((file) => URL.createObjectURL(file));
  const worker = new Worker(await script);
  workers.set(id, worker);
  worker.onerror = (event) => {
    event.preventDefault();
    tell({ type: 'worker-error', id, message: event.message });
  };
  worker.postMessage(port, [port]);
  compiled ??= blob('wasm').then(async (file) => WebAssembly.compile(await file.arrayBuffer()));
  const files = TIER_FILES[tier];
  const give = (message: WorkerPart): void => {
    worker.postMessage(message);
  };
  await Promise.all([
    compiled.then((module) => {
      give({ name: 'wasm', part: module });
    }),
    part(files.snapshot).then((snapshot) => {
      give({ name: 'snapshot', part: snapshot });
    }),
    blob(files.packages).then((packages) => {
      give({ name: 'packages', part: packages });
    }),
    blob('stdlib').then((stdlib) => {
      give({ name: 'stdlib', part: stdlib });
    }),
  ]);
}

/** Nothing of the learner's may run where the site's storage is in reach. */
const isOpaque = origin === 'null';

addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== parent || !isOpaque) return;
  const message = event.data;
  switch (message.type) {
    case 'part': {
      const resolve = arrived.get(message.name);
      if (resolve) resolve(message.part);
      else parts.set(message.name, Promise.resolve(message.part));
      break;
    }
    case 'spawn': {
      const [port] = event.ports;
      if (port) {
        spawn(message.id, message.tier, port).catch((error: unknown) => {
          tell({ type: 'worker-error', id: message.id, message: String(error) });
        });
      }
      break;
    }
    case 'terminate':
      workers.get(message.id)?.terminate();
      workers.delete(message.id);
      break;
  }
});

tell({ type: isOpaque ? 'ready' : 'not-opaque' });
