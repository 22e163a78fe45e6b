/**
 * What the bundle holds: names by content hash, sizes, SHA-256. Written by scripts/bundle.mts, read by page and Node.
 */
/** The page carries the manifest in an element of this id, so that the first file need not wait for it. */
export const MANIFEST_ELEMENT_ID = 'runtime-manifest';

/** The cache that the bundle is kept in: the page fills it, and so does the service worker (lib/offline/worker). */
export const BUNDLE_CACHE = 'graceful-bundle';

export const BUNDLE_FILES = [
  'interpreter',
  'wasm',
  'stdlib',
  'serverPackages',
  'serverSnapshot',
  'workshopPackages',
  'workshopSnapshot',
  // Only a WebContainer fetches these.
  'hostProcess',
  'hostWorker',
] as const;

export type BundleFile = (typeof BUNDLE_FILES)[number];

export interface BundleEntry {
  /** File name inside the bundle's folder. */
  readonly path: string;
  /** Bytes as stored. */
  readonly size: number;
  /** Base64, as Subresource Integrity writes it, without the prefix. */
  readonly sha256: string;
  /** Bytes on the wire with Zstandard (RFC 8878), with brotli, with gzip. */
  readonly zst: number;
  readonly br: number;
  readonly gz: number;
}

export interface BundleManifest {
  readonly pyodide: string;
  readonly files: Readonly<Record<BundleFile, BundleEntry>>;
  /** Import names that only the workshop tier has. */
  readonly workshopModules: readonly string[];
}
