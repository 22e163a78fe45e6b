/**
 * Interpreters in the browser: a hidden opaque-origin iframe that owns the workers, and the files they boot from.
 * Frame and downloads start together, and the worker starts as soon as its script is there.
 */
import { failure } from '../failures.ts';
import type { InterpreterHost, InterpreterPort, Tier } from '../interpreter-host.ts';
import type { BootStage } from '../live-server.ts';
import type { ToInterpreter } from '../protocol.ts';
import { BundleFiles, forgetOldFiles } from './bundle-files.ts';
import { TIER_FILES } from './frame-protocol.ts';
import type { FromFrame, ToFrame } from './frame-protocol.ts';
import type { BundleFile, BundleManifest } from './manifest.ts';

/** In the order in which they are needed. */
const tierFiles = (tier: Tier): BundleFile[] => [
  'interpreter',
  'wasm',
  TIER_FILES[tier].snapshot,
  TIER_FILES[tier].packages,
  'stdlib',
];

export class SandboxHost implements InterpreterHost {
  onProgress: (stage: BootStage, loadedBytes: number, totalBytes: number) => void = () => undefined;
  private readonly files: BundleFiles;
  private readonly loaded = new Map<BundleFile, number>();
  private readonly given = new Set<BundleFile>();
  private readonly ports = new Map<number, InterpreterPort>();
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

  spawn(tier: Tier): InterpreterPort {
    const id = ++this.spawned;
    const channel = new MessageChannel();
    const port: InterpreterPort = {
      post: (message: ToInterpreter) => {
        channel.port1.postMessage(message);
      },
      onMessage: () => undefined,
      onFailure: () => undefined,
      terminate: () => {
        this.ports.delete(id);
        channel.port1.close();
        void this.tell({ type: 'terminate', id });
      },
    };
    this.ports.set(id, port);
    channel.port1.onmessage = (event: MessageEvent<unknown>) => {
      port.onMessage(event.data);
    };
    if (typeof WebAssembly === 'undefined') {
      queueMicrotask(() => {
        port.onFailure(failure('wasm-unsupported'));
      });
      return port;
    }
    void this.tell({ type: 'spawn', id, tier }, [channel.port2]);
    for (const file of tierFiles(tier)) void this.give(file, port);
    return port;
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
    void forgetOldFiles(this.bundleUrl, this.manifest);
  }

  dispose(): void {
    this.frame?.remove();
    this.frame = this.ready = null;
    this.given.clear();
    this.ports.clear();
  }

  private async give(file: BundleFile, port: InterpreterPort): Promise<void> {
    const result = await this.files.get(file);
    if (!result.ok) {
      port.onFailure(result.error);
      return;
    }
    if (this.given.has(file)) return;
    this.given.add(file);
    await this.tell({ type: 'part', name: file, part: result.value });
  }

  private async tell(message: ToFrame, transfer: Transferable[] = []): Promise<void> {
    // The frame's origin is opaque: there is no narrower target than any.
    (await this.openFrame()).postMessage(message, '*', transfer);
  }

  private openFrame(): Promise<Window> {
    this.ready ??= new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.src = `${this.bundleUrl}sandbox.html`;
      frame.hidden = true;
      frame.title = 'Server process';
      this.frame = frame;
      addEventListener('message', (event: MessageEvent<FromFrame>) => {
        if (event.source === null || event.source !== frame.contentWindow) return;
        const message = event.data;
        if (message.type === 'ready') resolve(event.source);
        else {
          const port = this.ports.get(message.id);
          port?.onFailure(failure('interpreter-crashed', { cause: message.message }));
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
