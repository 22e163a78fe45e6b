/**
 * Runs inside the opaque-origin iframe: checks and keeps the bundle's parts, compiles the wasm once, spawns and ends workers.
 * Its only neighbour is the page above; it fetches nothing and decides nothing. Parts are checked here because here they are
 * read: to read forty megabytes out of their Blobs takes longer than to digest them.
 */
import { hasDigest } from './digest.ts';
import { TIER_FILES } from './frame-protocol.ts';
import type { FromFrame, Part, ToFrame, WorkerPart } from './frame-protocol.ts';
import type { BundleFile } from './manifest.ts';

const parts = new Map<BundleFile, Promise<Part>>();
const arrived = new Map<BundleFile, (part: Part) => void>();
/** What was read to be checked, for whoever needs it first. */
const checked = new Map<BundleFile, ArrayBuffer>();
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

function take(name: BundleFile, value: Part): void {
  const resolve = arrived.get(name);
  if (resolve) resolve(value);
  else parts.set(name, Promise.resolve(value));
}

async function check(name: BundleFile, value: Blob, sha256: string): Promise<void> {
  let isRight: boolean | null = null;
  try {
    const bytes = await value.arrayBuffer();
    isRight = await hasDigest(bytes, sha256);
    if (isRight) {
      checked.set(name, bytes);
      take(name, value);
    }
  } catch {
    // It cannot be read here; the page may have more luck.
  }
  tell({ type: 'checked', name, isRight });
}

/** Its bytes, for one taker: they are sent away. */
async function bytesOf(name: BundleFile): Promise<ArrayBuffer> {
  const file = await part(name);
  if (!file) throw new Error(`${name} is not there`);
  const bytes = checked.get(name) ?? file.arrayBuffer();
  checked.delete(name);
  return bytes;
}

let compiled: Promise<WebAssembly.Module> | null = null;
/** The address of the workers' script. */
let script: Promise<string> | null = null;
/** Set once a worker could not be loaded from a blob. */
let withoutBlobs = false;

const scriptFile = async (): Promise<Blob> => new Blob([await bytesOf('interpreter')], { type: 'text/javascript' });

/** WebKit (2.50 at least) loads no blob: worker in an opaque origin under Cross-Origin-Embedder-Policy. A data: one it does. */
function doWithoutBlobs(): void {
  withoutBlobs = true;
  script = scriptFile().then(
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
        reader.readAsDataURL(file);
      }),
  );
}

async function spawn(id: number, tier: keyof typeof TIER_FILES, port: MessagePort): Promise<void> {
  workers.set(id, null);
  script ??= scriptFile().then((file) => URL.createObjectURL(file));
  const isFromData = withoutBlobs;
  const url = await script;
  if (!workers.has(id)) return;
  const worker = new Worker(url);
  workers.set(id, worker);
  worker.onerror = (event) => {
    event.preventDefault();
    // A script that ran and failed sends an ErrorEvent; one that was not loaded, a plain Event.
    if (event instanceof ErrorEvent) tell({ type: 'worker-error', id, message: event.message });
    else if (isFromData) tell({ type: 'worker-error', id, message: 'The worker’s script was not loaded.' });
    else {
      if (!withoutBlobs) doWithoutBlobs();
      workers.delete(id);
      tell({ type: 'unloaded', id });
    }
  };
  worker.postMessage(port, [port]);
  compiled ??= bytesOf('wasm').then((bytes) => WebAssembly.compile(bytes));
  const files = TIER_FILES[tier];
  const give = (message: WorkerPart, transfer: Transferable[] = []): void => {
    worker.postMessage(message, transfer);
  };
  const giveFile = async (name: 'snapshot' | 'packages' | 'stdlib', file: BundleFile): Promise<void> => {
    const value = await part(file);
    // Who has been ended meanwhile leaves the bytes to the next.
    if (workers.get(id) !== worker) return;
    const bytes = value && (await bytesOf(file));
    give({ name, part: bytes }, bytes ? [bytes] : []);
  };
  await Promise.all([
    compiled.then((module) => {
      give({ name: 'wasm', part: module });
    }),
    giveFile('snapshot', files.snapshot),
    giveFile('packages', files.packages),
    giveFile('stdlib', 'stdlib'),
  ]);
}

/** Nothing of the learner's may run where the site's storage is in reach. */
const isOpaque = origin === 'null';

addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== parent || !isOpaque) return;
  const message = event.data;
  switch (message.type) {
    case 'part':
      if (!message.part || message.sha256 === null) take(message.name, message.part);
      else void check(message.name, message.part, message.sha256);
      break;
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
      // Nobody may come who needs them; and who does can read them again.
      checked.clear();
      break;
  }
});

tell({ type: isOpaque ? 'ready' : 'not-opaque' });
