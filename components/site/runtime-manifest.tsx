/**
 * Puts the Python bundle's manifest into the page, so that a server can begin to fetch without asking first; with
 * `headStart` the build gives the page a script that begins before the rest is there (scripts/lib/head-start.mts).
 * Without a built bundle the page has none, and the server says that a file is missing. Reads at build time only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_ELEMENT_ID, type BundleManifest } from '@/lib/runtime/sandbox/manifest';
import type { SandboxOptions } from '@/lib/runtime/sandbox/page-options';

/** Null without a built bundle. */
export function bundleManifest(): BundleManifest | null {
  const path = join(process.cwd(), 'public', 'runtime', 'manifest.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BundleManifest) : null;
}

/** JSON that cannot end the element it stands in. */
export const asScriptText = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');

export function RuntimeManifest({ headStart = false }: { readonly headStart?: boolean }) {
  const manifest = bundleManifest();
  if (!manifest) {
    console.warn(
      'public/runtime/manifest.json is missing: this page will have no server. Run the bundle script first.',
    );
    return null;
  }
  const bundleUrl = `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/runtime/`;
  const options: SandboxOptions = { bundleUrl, manifest };
  return (
    <script
      type="application/json"
      id={MANIFEST_ELEMENT_ID}
      data-head-start={headStart}
      dangerouslySetInnerHTML={{ __html: asScriptText(options) }}
    />
  );
}
