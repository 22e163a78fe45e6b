/**
 * Interpreters in the browser: a hidden opaque-origin iframe that owns the workers, and the files they boot from.
 * Frame and downloads start together, and the worker starts as soon as its script is there.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import type { InterpreterHost, InterpreterPort, Tier } from '../interpreter-host.ts';
import type { BootStage } from '../live-server.ts';
import type { ToInterpreter } from '../protocol.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { BundleFiles, forgetOldFiles } from './bundle-files.ts';
import { TIER_FILES } from './frame-protocol.ts';
import type { FromFrame, ToFrame } from './frame-protocol.ts';
import type { BundleFile, BundleManifest } from './manifest.ts';
import { SERVER_SANDBOX, shutAgain, shutFrame } from './opaque-frame.ts';

/** In the order in which they are needed. */
const FIRST_FILES: readonly BundleFile[] = ['interpreter', 'wasm'];
const tierFiles = (tier: Tier): BundleFile[] => [
  ...FIRST_FILES,
  TIER_FILES[tier].snapshot,
  TIER_FILES[tier].packages,
  'stdlib',
];

/** What an interpreter says before it is taken waits: in its port, or here if it has failed. */
class LaunchedInterpreter {
  /** The interpreter's end of the wire. */
  readonly farEnd: MessagePort;
  private readonly nearEnd: MessagePort;
  private readonly port: InterpreterPort;
  private fault: ServerFailure | null = null;
  private taken = false;

  constructor(private readonly terminate: () => void) {
    const { port1, port2 } = new MessageChannel();
    this.nearEnd = port1;
    this.farEnd = port2;
    this.port = {
      post: (message: ToInterpreter) => {
        port1.postMessage(message);
      },
      onMessage: () => undefined,
      onFailure: () => undefined,
      terminate: () => {
        port1.close();
        this.terminate();
      },
    };
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
      this.nearEnd.onmessage = (event: MessageEvent<unknown>) => {
        this.port.onMessage(event.data);
      };
    });
    return this.port;
  }
}

export class SandboxHost implements InterpreterHost {
  onProgress: (stage: BootStage, loadedBytes: number, totalBytes: number) => void = () => undefined;
  private readonly files: BundleFiles;
  private readonly loaded = new Map<BundleFile, number>();
  private readonly given = new Set<BundleFile>();
  private readonly interpreters = new Map<number, LaunchedInterpreter>();
  private begun: { readonly tier: Tier; readonly interpreter: LaunchedInterpreter } | null = null;
  private frame: HTMLIFrameElement | null = null;
  private ready: Promise<Window> | null = null;
  private spawned = 0;

  constructor(
    private readonly bundleUrl: string,
    private readonly manifest: BundleManifest,
  ) {
    this.files = new BundleFiles(bundleUrl, manifest, (file, bytes) => {
      this.progress(file, bytes);
    });
  }

  workshopModules = (): readonly string[] => this.manifest.workshopModules;

  /** Fetch for and boot a first interpreter, before anybody asks for one. Resolves once it has its files or has failed. */
  begin(tier: Tier): Promise<void> {
    const { interpreter, supplied } = this.launch(tier);
    this.begun = { tier, interpreter };
    return supplied;
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
    const interpreter = new LaunchedInterpreter(() => {
      this.interpreters.delete(id);
      void this.tell({ type: 'terminate', id });
    });
    this.interpreters.set(id, interpreter);
    if (typeof WebAssembly === 'undefined') {
      interpreter.fail(failure('wasm-unsupported'));
      return { interpreter, supplied: Promise.resolve() };
    }
    void this.tell({ type: 'spawn', id, tier }, [interpreter.farEnd]);
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
    this.frame?.remove();
    this.frame = this.ready = null;
    this.given.clear();
    this.interpreters.clear();
  }

  /** The wasm has the line to itself: it is compiled and its module made while the rest is on its way. */
  private async giveAll(tier: Tier, interpreter: LaunchedInterpreter): Promise<void> {
    const given = await Promise.all(FIRST_FILES.map((file) => this.give(file, interpreter)));
    if (given.includes(false)) return;
    await Promise.all(tierFiles(tier).map((file) => this.give(file, interpreter)));
  }

  /** False when the file cannot be had. */
  private async give(file: BundleFile, interpreter: LaunchedInterpreter): Promise<boolean> {
    const result = await this.files.get(file);
    if (!result.ok) {
      interpreter.fail(result.error);
      return false;
    }
    if (this.given.has(file)) return true;
    this.given.add(file);
    await this.tell({ type: 'part', name: file, part: result.value });
    return true;
  }

  private async tell(message: ToFrame, transfer: Transferable[] = []): Promise<void> {
    // The frame's origin is opaque: there is no narrower target than any.
    (await this.openFrame()).postMessage(message, '*', transfer);
  }

  private openFrame(): Promise<Window> {
    this.ready ??= new Promise((resolve) => {
      const frame = document.createElement('iframe');
      shutFrame(frame, SERVER_SANDBOX);
      frame.src = `${this.bundleUrl}sandbox.html`;
      frame.hidden = true;
      frame.title = 'Server process';
      this.frame = frame;
      addEventListener('message', (event: MessageEvent<FromFrame>) => {
        if (event.source === null || event.source !== frame.contentWindow) return;
        const message = event.data;
        if (message.type === 'ready') {
          // Whatever it may load after this is shut by the attribute.
          frame.setAttribute('sandbox', SERVER_SANDBOX);
          resolve(event.source);
        } else if (message.type === 'not-opaque') shutAgain(frame, SERVER_SANDBOX);
        else {
          this.interpreters.get(message.id)?.fail(failure('interpreter-crashed', { cause: message.message }));
        }
      });
      document.documentElement.append(frame);
    });
    return this.ready;
  }

  private progress(file: BundleFile, bytes: number): void {
    this.loaded.set(file, bytes);
    const needed = tierFiles('server');
    const sum = (of: (name: BundleFile) => number): number => needed.reduce((total, name) => total + of(name), 0);
    const loaded = sum((name) => this.loaded.get(name) ?? 0);
    const total = sum((name) => this.manifest.files[name].size);
    this.onProgress(loaded < total ? 'bundle' : 'interpreter', loaded, total);
  }
}
