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
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { BundleFiles, forgetOldFiles } from './bundle-files.ts';
import { TIER_FILES } from './frame-protocol.ts';
import type { BundleFile, BundleManifest } from './manifest.ts';
import { ServerFrame } from './server-frame.ts';

const FRAME_DOCUMENT = 'sandbox.html';

/** In groups: the files of one are fetched side by side. The zips are needed last: while they come, the others become an interpreter. */
const inOrder = (tier: Tier): BundleFile[][] => [
  ['interpreter', 'wasm', TIER_FILES[tier].snapshot],
  [TIER_FILES[tier].packages, 'stdlib'],
];

/** What an interpreter says before it is taken waits: in its port, or here if it has failed. */
class LaunchedInterpreter {
  private nearEnd: MessagePort | null = null;
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
      post: (message: ToInterpreter) => {
        this.nearEnd?.postMessage(message);
      },
      onMessage: () => undefined,
      onFailure: () => undefined,
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
  /** Resolves once it has its files, or has failed. */
  readonly supplied: Promise<void>;
  /** What whoever spawns it will surely ask first. @returns whether all was answered */
  ask(asks: readonly ToInterpreter[]): Promise<boolean>;
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

  constructor(
    private readonly bundleUrl: string,
    private readonly manifest: BundleManifest,
    /** The page can be seen: nothing is fetched before. */
    private readonly painted: Promise<void> = Promise.resolve(),
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
    const { interpreter, supplied } = this.launch(tier);
    const asked = new AskedInterpreter(interpreter.take());
    this.begun = { tier, interpreter: asked };
    return { supplied, ask: (asks) => asked.ask(asks) };
  }

  spawn(tier: Tier): InterpreterPort {
    const { begun } = this;
    if (begun?.tier === tier) {
      this.begun = null;
      return begun.interpreter.take();
    }
    return this.launch(tier).interpreter.take();
  }

  private launch(tier: Tier): { readonly interpreter: LaunchedInterpreter; readonly supplied: Promise<void> } {
    const id = ++this.spawned;
    const frame = (this.frame ??= this.openFrame());
    const interpreter = new LaunchedInterpreter(tier, frame, () => {
      this.interpreters.delete(id);
      void frame.tell({ type: 'terminate', id });
    });
    this.interpreters.set(id, interpreter);
    if (typeof WebAssembly === 'undefined') {
      interpreter.fail(failure('wasm-unsupported'));
      return { interpreter, supplied: Promise.resolve() };
    }
    void frame.tell({ type: 'spawn', id, tier }, [interpreter.wire()]);
    return { interpreter, supplied: this.giveAll(tier, interpreter) };
  }

  async readFile(file: BundleFile): Promise<Result<Uint8Array, ServerFailure>> {
    const result = await this.files.get(file);
    if (!result.ok) return result;
    return result.value
      ? ok(new Uint8Array(await result.value.arrayBuffer()))
      : err(failure('bundle-corrupt', { message: `${file} arrived damaged.` }));
  }

  async idle(): Promise<void> {
    if (document.readyState !== 'complete') {
      await new Promise((resolve) => {
        addEventListener('load', resolve, { once: true });
      });
    }
    await new Promise<void>((resolve) => {
      if ('requestIdleCallback' in globalThis)
        requestIdleCallback(
          () => {
            resolve();
          },
          { timeout: 2000 },
        );
      else setTimeout(resolve, 200);
    });
    void this.files.keep().then(() => forgetOldFiles(this.bundleUrl, this.manifest));
  }

  dispose(): void {
    this.frame?.close();
    this.frame = null;
    this.interpreters.clear();
  }

  private async giveAll(tier: Tier, interpreter: LaunchedInterpreter): Promise<void> {
    await this.painted;
    const given: Promise<boolean>[] = [];
    for (const files of inOrder(tier)) {
      given.push(...files.map((file) => this.give(file, interpreter)));
      const landed = await Promise.all(files.map((file) => this.files.landed(file)));
      if (landed.includes(false)) break;
    }
    await Promise.all(given);
  }

  /** False when the file cannot be had. */
  private async give(file: BundleFile, interpreter: LaunchedInterpreter): Promise<boolean> {
    const result = await this.files.get(file);
    if (!result.ok) {
      interpreter.fail(result.error);
      return false;
    }
    await interpreter.frame.give(file, result.value);
    return true;
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

  private progress(file: BundleFile, bytes: number): void {
    this.loaded.set(file, bytes);
    const needed = inOrder('server').flat();
    const sum = (of: (name: BundleFile) => number): number => needed.reduce((total, name) => total + of(name), 0);
    const loaded = sum((name) => this.loaded.get(name) ?? 0);
    const total = sum((name) => this.manifest.files[name].size);
    this.onProgress(loaded < total ? 'bundle' : 'interpreter', loaded, total);
  }
}
