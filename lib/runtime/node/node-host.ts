/**
 * Interpreters in Node: one worker thread each, from the bundle's files on disk. For content checks and the authors'
 * command line; a WebContainer runs the same.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { failure, type ServerFailure } from '../failures.ts';
import type { InterpreterHost, InterpreterPort, Tier } from '../interpreter-host.ts';
import type { BootStage, LiveServer } from '../live-server.ts';
import { err, ok, type Result } from '../result.ts';
import { TIER_FILES } from '../sandbox/frame-protocol.ts';
import type { BundleFile, BundleManifest } from '../sandbox/manifest.ts';
import { Supervisor } from '../supervisor.ts';
import type { NodeWorkerData } from './node-worker.ts';

export interface NodeHostOptions {
  /** Folder with manifest.json and the files it names. */
  readonly bundleDir: string;
  /** The built worker script. */
  readonly workerScript: string;
  /** Folder of the `pyodide` package, with a slash at the end. */
  readonly pyodideDir: string;
  /** Resolves when a file is there, where files come one after another; all are there by default. */
  readonly arrival?: (file: BundleFile) => Promise<unknown>;
  /** False keeps the zips from its interpreters: they can import what the snapshot has imported. */
  readonly withLibrary?: boolean;
}

export class NodeHost implements InterpreterHost {
  onProgress: (stage: BootStage, loadedBytes: number, totalBytes: number) => void = () => undefined;
  private readonly manifest: BundleManifest;
  private wasm: Promise<WebAssembly.Module> | null = null;

  /** Throws when the bundle has not been built: that is for whoever calls, not for a learner. */
  constructor(private readonly options: NodeHostOptions) {
    this.manifest = JSON.parse(readFileSync(join(options.bundleDir, 'manifest.json'), 'utf8')) as BundleManifest;
  }

  workshopModules = (): readonly string[] => this.manifest.workshopModules;

  spawn(tier: Tier): InterpreterPort {
    let worker: Worker | null = null;
    let ended = false;
    const queue: unknown[] = [];
    const port: InterpreterPort = {
      post: (message) => {
        if (worker) worker.postMessage(message);
        else queue.push(message);
      },
      onMessage: () => undefined,
      onFailure: () => undefined,
      terminate: () => {
        ended = true;
        void worker?.terminate();
      },
    };
    void this.start(tier).then(
      (started) => {
        worker = started;
        if (ended) void worker.terminate();
        worker.on('message', (message: unknown) => {
          port.onMessage(message);
        });
        worker.on('error', (error) => {
          port.onFailure(failure('interpreter-crashed', { cause: String(error).slice(0, 2000) }));
        });
        worker.on('exit', (code) => {
          port.onFailure(failure('interpreter-crashed', { cause: `Its thread ended with exit code ${String(code)}.` }));
        });
        for (const message of queue) worker.postMessage(message);
      },
      (error: unknown) => {
        port.onFailure(failure('bundle-missing', { cause: String(error) }));
      },
    );
    return port;
  }

  async readFile(file: BundleFile): Promise<Result<Uint8Array, ServerFailure>> {
    try {
      await this.options.arrival?.(file);
      return ok(await readFile(this.path(file)));
    } catch (error) {
      return err(failure('bundle-missing', { cause: String(error) }));
    }
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  dispose(): void {
    this.wasm = null;
  }

  private path(file: BundleFile): string {
    const path = join(this.options.bundleDir, this.manifest.files[file].path);
    if (!existsSync(path)) throw new Error(`${path} is missing`);
    return path;
  }

  private async start(tier: Tier): Promise<Worker> {
    const { packages, snapshot } = TIER_FILES[tier];
    for (const file of ['wasm', 'stdlib', packages, snapshot] as const) await this.options.arrival?.(file);
    this.wasm ??= WebAssembly.compile(readFileSync(this.path('wasm')));
    const hasLibrary = this.options.withLibrary !== false;
    const workerData: NodeWorkerData = {
      wasm: await this.wasm,
      stdlib: hasLibrary ? this.path('stdlib') : null,
      packages: hasLibrary ? this.path(packages) : null,
      snapshot: this.path(snapshot),
      indexUrl: this.options.pyodideDir,
    };
    return new Worker(this.options.workerScript, { workerData, stdout: false, stderr: false });
  }
}

/** A live server in this Node process. */
export function createNodeServer(options: NodeHostOptions): LiveServer {
  return new Supervisor(new NodeHost(options));
}
