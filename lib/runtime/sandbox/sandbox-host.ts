/**
 * Interpreters in the browser: a hidden frame that owns the workers, and the files they boot from. The frame opens at once, the
 * downloads begin when the page is painted, and the worker starts as soon as its script is there.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import { AskedInterpreter } from '../asked-interpreter.ts';
import type { InterpreterHost, InterpreterPort, Tier } from '../interpreter-host.ts';
import type { BootStage } from '../live-server.ts';
import type { ToInterpreter } from '../protocol.ts';
import type { Result } from '../result.ts';
import { BundleFiles, forgetOldFiles } from './bundle-files.ts';
import { TIER_FILES, type Part } from './frame-protocol.ts';
import type { BundleFile, BundleManifest } from './manifest.ts';
import { ServerFrame } from './server-frame.ts';

const FRAME_DOCUMENT = 'sandbox.html';

/** What an interpreter boots from, and what Python imports from, which is needed last. The files of one are fetched side by side. */
const filesOf = (tier: Tier): { readonly boot: BundleFile[]; readonly library: BundleFile[] } => ({
  boot: ['interpreter', 'wasm', TIER_FILES[tier].snapshot],
  library: [TIER_FILES[tier].packages, 'stdlib'],
});

/** What an interpreter says before it is taken waits: in its port, or here if it has failed. */
class LaunchedInterpreter {
  private nearEnd: MessagePort | null = null;
  /** Null once it has all its files, or will get no more. */
  private supplied: Promise<void> | null = null;
  private complete: () => unknown = () => undefined;
  private readonly port: InterpreterPort;
  private fault: ServerFailure | null = null;
  private taken = false;

  constructor(
    readonly tier: Tier,
    /** Where its worker lives and dies. */
    readonly frame: ServerFrame,
    private readonly terminate: () => void,
  ) {
    this.port = {
      post: (message) => {
        this.nearEnd?.postMessage(message);
      },
      onMessage: () => undefined,
      onFailure: () => undefined,
      filesFor: (message) => {
        if (message) this.complete();
        return this.supplied;
      },
      terminate: () => {
        this.nearEnd?.close();
        this.terminate();
      },
    };
  }

  /** A new wire. @returns the interpreter's end of it */
  wire(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.nearEnd?.close();
    this.nearEnd = port1;
    if (this.taken) this.listen();
    return port2;
  }

  /** Its files come until `supplied`; `complete` fetches what is not on its way. */
  waitFor(supplied: Promise<void>, complete: () => unknown): void {
    this.complete = complete;
    this.supplied = supplied.then(() => {
      this.supplied = null;
    });
  }

  fail(fault: ServerFailure): void {
    this.fault ??= fault;
    if (this.taken) this.port.onFailure(fault);
  }

  /** For one owner, who sets the port's callbacks in the same turn. */
  take(): InterpreterPort {
    queueMicrotask(() => {
      this.taken = true;
      if (this.fault) this.port.onFailure(this.fault);
      this.listen();
    });
    return this.port;
  }

  private listen(): void {
    if (!this.nearEnd) return;
    this.nearEnd.onmessage = (event: MessageEvent<{ readonly type?: unknown } | null>) => {
      // For the browser's performance panel, `npm run bench`, and whoever waits until the server has answered.
      if (event.data?.type === 'requested') performance.mark('flask:response');
      this.port.onMessage(event.data);
    };
  }
}

export interface BegunInterpreter {
  /** Resolves once it has what it boots from, or has failed. */
  readonly bootable: Promise<unknown>;
  /** What whoever spawns it will surely ask first, and needs nothing that is not in the snapshot. @returns whether all was answered */
  ask(asks: readonly ToInterpreter[]): Promise<boolean>;
  /** Resolves when whoever spawns it has these answers, or asks for something else. */
  readonly handedOver: Promise<void>;
  /** Fetch the rest of its files. Resolves once it has them, or has failed. */
  complete(): Promise<void>;
}

/** Resolves when the page has nothing better to do, or after two seconds; after 200 ms where the browser cannot tell. */
export const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: 2000 },
      );
    else setTimeout(resolve, 200);
  });

interface Launch {
  readonly interpreter: LaunchedInterpreter;
  /** Resolves once it has what it boots from, or has failed; a snapshot that must not be used is null in it. */
  readonly bootable: Promise<readonly (Part | undefined)[]>;
  /** Fetch the rest of its files, too. Resolves once it has them, or has failed. */
  readonly complete: () => Promise<void>;
}

export class SandboxHost implements InterpreterHost {
  onProgress: (stage: BootStage, loadedBytes: number, totalBytes: number) => void = () => undefined;
  private readonly files: BundleFiles;
  private readonly loaded = new Map<BundleFile, number>();
  private readonly interpreters = new Map<number, LaunchedInterpreter>();
  private begun: { readonly tier: Tier; readonly interpreter: AskedInterpreter } | null = null;
  /** Null until an interpreter wants one. */
  private frame: ServerFrame | null = null;
  private spawned = 0;
  /** What is not on its way does not count in its progress. */
  private libraryWanted = true;

  constructor(
    private readonly bundleUrl: string,
    private readonly manifest: BundleManifest,
    /** Nothing is fetched before. */
    private readonly fetchAfter: Promise<void> = Promise.resolve(),
  ) {
    this.files = new BundleFiles(
      bundleUrl,
      manifest,
      (file, bytes) => {
        this.progress(file, bytes);
      },
      async (file, blob) => (await this.frame?.check(file, blob, manifest.files[file].sha256)) ?? null,
    );
  }

  workshopModules = (): readonly string[] => this.manifest.workshopModules;

  /** Fetch for and boot a first interpreter, before anybody spawns one. */
  begin(tier: Tier): BegunInterpreter {
    this.libraryWanted = false;
    const { interpreter, bootable, complete } = this.launch(tier);
    // Without its snapshot, Python boots from the library.
    void bootable.then(async (parts) => {
      if (parts.includes(null)) await complete();
    });
    const asked = new AskedInterpreter(interpreter.take());
    this.begun = { tier, interpreter: asked };
    return { bootable, ask: (asks) => asked.ask(asks), handedOver: asked.handedOver, complete };
  }

  spawn(tier: Tier): InterpreterPort {
    const { begun } = this;
    if (begun?.tier === tier) {
      this.begun = null;
      return begun.interpreter.take();
    }
    const { interpreter, complete } = this.launch(tier);
    void complete();
    return interpreter.take();
  }

  private launch(tier: Tier): Launch {
    const id = ++this.spawned;
    const frame = (this.frame ??= this.openFrame());
    const interpreter = new LaunchedInterpreter(tier, frame, () => {
      this.interpreters.delete(id);
      void frame.tell({ type: 'terminate', id });
    });
    this.interpreters.set(id, interpreter);
    if (typeof WebAssembly === 'undefined') {
      interpreter.fail(failure('wasm-unsupported'));
      return { interpreter, bootable: Promise.resolve([]), complete: () => Promise.resolve() };
    }
    void frame.tell({ type: 'spawn', id, tier }, [interpreter.wire()]);
    const { boot, library } = filesOf(tier);
    const bootable = this.fetchAfter.then(() => this.giveAll(boot, interpreter));
    let want: () => void = () => undefined;
    const wanted = new Promise<void>((resolve) => (want = resolve));
    const supplied = Promise.all([this.landed(boot), wanted]).then(async ([landed]) => {
      if (landed) await this.giveAll(library, interpreter);
      await bootable;
      // For whoever would compete with these files for the line.
      performance.mark('flask:supplied');
    });
    const complete = (): Promise<void> => {
      this.wantLibrary();
      want();
      return supplied;
    };
    interpreter.waitFor(supplied, complete);
    return { interpreter, bootable, complete };
  }

  readFile = (file: BundleFile): Promise<Result<Uint8Array, ServerFailure>> => this.files.bytes(file);

  async idle(): Promise<void> {
    if (document.readyState !== 'complete') {
      await new Promise((resolve) => {
        addEventListener('load', resolve, { once: true });
      });
    }
    await whenIdle();
    void this.files.keep().then(() => forgetOldFiles(this.bundleUrl, this.manifest));
  }

  dispose(): void {
    this.frame?.close();
    this.frame = null;
    this.interpreters.clear();
  }

  private giveAll(files: readonly BundleFile[], interpreter: LaunchedInterpreter): Promise<(Part | undefined)[]> {
    return Promise.all(
      files.map(async (file) => {
        const result = await this.files.get(file);
        if (result.ok) {
          await interpreter.frame.give(file, result.value);
          return result.value;
        }
        interpreter.fail(result.error);
        return undefined;
      }),
    );
  }

  /** All have come, checked or not, so that the line is free for others; false when one cannot be had. */
  private async landed(files: readonly BundleFile[]): Promise<boolean> {
    await this.fetchAfter;
    return !(await Promise.all(files.map((file) => this.files.landed(file)))).includes(false);
  }

  private openFrame(): ServerFrame {
    const frame = new ServerFrame(this.bundleUrl + FRAME_DOCUMENT, {
      onLost: () => {
        const orphans = [...this.interpreters.values()];
        // The next interpreter gets a new frame.
        this.dispose();
        const lost = failure('bundle-missing', { message: `${FRAME_DOCUMENT} could not be loaded.` });
        for (const interpreter of orphans) interpreter.fail(lost);
      },
      onMessage: (message) => {
        const interpreter = this.interpreters.get(message.id);
        if (message.type === 'worker-error')
          interpreter?.fail(failure('interpreter-crashed', { cause: message.message }));
        else if (interpreter)
          void frame.tell({ type: 'spawn', id: message.id, tier: interpreter.tier }, [interpreter.wire()]);
      },
    });
    return frame;
  }

  private wantLibrary(): void {
    if (this.libraryWanted) return;
    this.libraryWanted = true;
    this.tellProgress();
  }

  private progress(file: BundleFile, bytes: number): void {
    this.loaded.set(file, bytes);
    this.tellProgress();
  }

  private tellProgress(): void {
    const { boot, library } = filesOf('server');
    const needed = this.libraryWanted ? [...boot, ...library] : boot;
    const sum = (of: (name: BundleFile) => number): number => needed.reduce((total, name) => total + of(name), 0);
    const loaded = sum((name) => this.loaded.get(name) ?? 0);
    const total = sum((name) => this.manifest.files[name].size);
    this.onProgress(loaded < total ? 'bundle' : 'interpreter', loaded, total);
  }
}
