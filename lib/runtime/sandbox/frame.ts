/**
 * Runs inside the opaque-origin iframe: keeps the bundle's parts, compiles the wasm once, spawns and ends workers.
 * Its only neighbour is the page above; it reads nothing, fetches nothing and decides nothing.
 */
import { TIER_FILES } from './frame-protocol.ts';
import type { FromFrame, Part, ToFrame, WorkerPart } from './frame-protocol.ts';
import type { BundleFile } from './manifest.ts';

const parts = new Map<BundleFile, Promise<Part>>();
const arrived = new Map<BundleFile, (part: Part) => void>();
/** Null until its script is there: whoever is ended before that is never made. */
const workers = new Map<number, Worker | null>();

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
/** Set once a worker could not be loaded from a blob. */
let withoutBlobs = false;

/**
 * WebKit (2.50 at least) loads no blob: worker in an opaque origin under Cross-Origin-Embedder-Policy. A data: one it does,
 * whose origin is yet another, so that it cannot read our blobs either: it is sent bytes. The other engines are spared the
 * copies.
 */
function doWithoutBlobs(): void {
  withoutBlobs = true;
  script = blob('interpreter').then(
    (file) =>
      new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => {
          // Asked for as a data: URL, it is one.
          resolve(reader.result as string);
        };
        reader.onerror = () => {
          reject(reader.error ?? new Error('The interpreter could not be read.'));
        };
        reader.readAsDataURL(file.slice(0, file.size, 'text/javascript'));
      }),
  );
}

async function spawn(id: number, tier: keyof typeof TIER_FILES, port: MessagePort): Promise<void> {
  workers.set(id, null);
  script ??= blob('interpreter').then((file) => URL.createObjectURL(file));
  const sendsBytes = withoutBlobs;
  const url = await script;
  if (!workers.has(id)) return;
  const worker = new Worker(url);
  workers.set(id, worker);
  worker.onerror = (event) => {
    event.preventDefault();
    // A script that ran and failed sends an ErrorEvent; one that was not loaded, a plain Event.
    if (event instanceof ErrorEvent) tell({ type: 'worker-error', id, message: event.message });
    else if (sendsBytes) tell({ type: 'worker-error', id, message: 'The worker’s script was not loaded.' });
    else {
      if (!withoutBlobs) doWithoutBlobs();
      workers.delete(id);
      tell({ type: 'unloaded', id });
    }
  };
  worker.postMessage(port, [port]);
  compiled ??= blob('wasm').then(async (file) => WebAssembly.compile(await file.arrayBuffer()));
  const files = TIER_FILES[tier];
  const give = (message: WorkerPart, transfer: Transferable[] = []): void => {
    worker.postMessage(message, transfer);
  };
  const giveFile = async (name: 'snapshot' | 'packages' | 'stdlib', file: Part): Promise<void> => {
    if (!file || !sendsBytes) give({ name, part: file });
    else {
      const bytes = await file.arrayBuffer();
      give({ name, part: bytes }, [bytes]);
    }
  };
  await Promise.all([
    compiled.then((module) => {
      give({ name: 'wasm', part: module });
    }),
    part(files.snapshot).then((snapshot) => giveFile('snapshot', snapshot)),
    blob(files.packages).then((packages) => giveFile('packages', packages)),
    blob('stdlib').then((stdlib) => giveFile('stdlib', stdlib)),
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
