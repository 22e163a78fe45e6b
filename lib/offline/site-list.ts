/**
 * What the service worker keeps: written into it by scripts/lib/service-worker.mts, one list a build. Addresses are relative to
 * the worker's own, so that the same worker serves a site under any path.
 */
export interface SiteFile {
  readonly url: string;
  /** `sha256-…`, as Subresource Integrity writes it: what a login page of a hotel sends in its place is not kept. */
  readonly integrity: string;
  /** Bytes, unpacked. */
  readonly size: number;
}

export interface SiteList {
  /** The build that this list is of; its pages carry the same (NEXT_PUBLIC_BUILD). */
  readonly build: string;
  /** Pages, scripts, styles, fonts. `named` are those whose name changes with their content. */
  readonly files: readonly (SiteFile & { readonly named: boolean })[];
  /** The Python bundle. */
  readonly bundle: readonly SiteFile[];
  /** Documents that are shut in an opaque origin, and what they may do: the value of a `sandbox` policy. */
  readonly sandboxed: Readonly<Record<string, string>>;
  /** The headers of every answer (scripts/headers.mjs), for hosts that cannot send them. */
  readonly headers: Readonly<Record<string, string>>;
}
