/**
 * The wire between the page and the sandboxed frame that owns the workers. The frame only checks and keeps parts, and spawns; what an
 * interpreter says travels over its own port, past the frame.
 */
import type { Tier } from '../interpreter-host.ts';
import type { BundleFile } from './manifest.ts';

/** Which files one interpreter boots from. */
export const TIER_FILES: Record<Tier, { readonly packages: BundleFile; readonly snapshot: BundleFile }> = {
  server: { packages: 'serverPackages', snapshot: 'serverSnapshot' },
  workshop: { packages: 'workshopPackages', snapshot: 'workshopSnapshot' },
};

/** Null stands for a snapshot that must not be used. */
export type Part = Blob | null;

export type ToFrame =
  /** One with a SHA-256 (in base64) has to be checked first, and is answered; one without is taken. */
  | { readonly type: 'part'; readonly name: BundleFile; readonly part: Part; readonly sha256: string | null }
  /** The interpreter's port to the supervisor is transferred along. */
  | { readonly type: 'spawn'; readonly id: number; readonly tier: Tier }
  | { readonly type: 'terminate'; readonly id: number };

export type FromFrame =
  | { readonly type: 'ready' }
  /** Whether a part was what it should be, and is taken. Null when that cannot be told here. */
  | { readonly type: 'checked'; readonly name: BundleFile; readonly isRight: boolean | null }
  /** The worker's script was not loaded, and its port is lost. Spawned again, it gets it another way. */
  | { readonly type: 'unloaded'; readonly id: number }
  /** Its origin is not opaque: it does nothing, and wants to be loaded again. */
  | { readonly type: 'not-opaque' }
  /** A worker could not be made, or died of something that it could not report itself. */
  | { readonly type: 'worker-error'; readonly id: number; readonly message: string };

/** All that booting needs. */
export interface WorkerParts {
  readonly wasm: WebAssembly.Module;
  readonly stdlib: ArrayBuffer;
  readonly packages: ArrayBuffer;
  readonly snapshot: ArrayBuffer | null;
}

/** Frame → worker, after the port: each part as it arrives. */
export interface WorkerPart {
  readonly name: keyof WorkerParts;
  readonly part: WorkerParts[keyof WorkerParts];
}
