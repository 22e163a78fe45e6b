/**
 * What the supervisor needs from a place that can run interpreters: a browser's sandbox, Node's threads.
 * It spawns, ends, reads and tells of progress; everything else is the supervisor's.
 */
import type { BootStage } from './live-server.ts';
import type { ServerFailure } from './failures.ts';
import type { EarlyAsk, ToInterpreter } from './protocol.ts';
import type { Result } from './result.ts';
import type { BundleFile } from './sandbox/manifest.ts';

/** `server` has Flask alone and is small; `workshop` adds pytest, the SDKs and HTTP clients. */
export type Tier = 'server' | 'workshop';

export interface InterpreterPort {
  post(message: EarlyAsk): void;
  /** Messages are unparsed: the supervisor checks them. Set once, directly after `spawn`. */
  onMessage: (message: unknown) => void;
  /** The place itself failed: a file missing, a worker that died. Nothing follows. */
  onFailure: (failure: ServerFailure) => void;
  /** Whether it can still be asked this first; without it, any interpreter can. */
  suits?(first: ToInterpreter): boolean;
  /**
   * Resolves when it has the files that answering takes, or will never have them; null when it has. For a message they are
   * fetched now, and no later. Whoever asks before has to wait, and no clock may run meanwhile. Without it, it has all when it
   * has booted.
   */
  filesFor?(message?: ToInterpreter): Promise<void> | null;
  terminate(): void;
}

export interface InterpreterHost {
  /** Begin to boot an interpreter; it announces itself with `booted`. */
  spawn(tier: Tier): InterpreterPort;
  /** Bytes as stored, over all files the server tier needs. */
  onProgress: (stage: BootStage, loadedBytes: number, totalBytes: number) => void;
  /** One of the bundle's files as it is stored, for reading. */
  readFile(file: BundleFile): Promise<Result<Uint8Array, ServerFailure>>;
  /** Import names that only the workshop tier has. */
  readonly workshopModules: () => readonly string[];
  /** Resolves when it is a good moment for background work. */
  idle(): Promise<void>;
  dispose(): void;
}
