/**
 * The wire between the page and the sandboxed frame that owns the workers. The frame only keeps parts and spawns; what an
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
  | { readonly type: 'part'; readonly name: BundleFile; readonly part: Part }
  /** The interpreter's port to the supervisor is transferred along. */
  | { readonly type: 'spawn'; readonly id: number; readonly tier: Tier }
  | { readonly type: 'terminate'; readonly id: number };

export type FromFrame =
  | { readonly type: 'ready' }
  /** Its origin is not opaque: it does nothing, and wants to be loaded again. */
  | { readonly type: 'not-opaque' }
  /** A worker could not be made, or died of something that it could not report itself. */
  | { readonly type: 'worker-error'; readonly id: number; readonly message: string };

/** All that booting needs. */
export interface WorkerParts {
  readonly wasm: WebAssembly.Module;
  readonly stdlib: Blob;
  readonly packages: Blob;
  readonly snapshot: Part;
}

/** Frame → worker, after the port: each part as it arrives. */
export interface WorkerPart {
  readonly name: keyof WorkerParts;
  readonly part: WorkerParts[keyof WorkerParts];
}
