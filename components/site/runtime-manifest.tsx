/**
 * Puts the Python bundle's manifest into the page, so that a server can begin to fetch without asking first.
 * Without a built bundle the page has none, and the server says that a file is missing. Reads at build time only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_ELEMENT_ID } from '@/lib/runtime/sandbox/sandbox-server';

export function RuntimeManifest() {
  const path = join(process.cwd(), 'public', 'runtime', 'manifest.json');
  if (!existsSync(path)) {
    console.warn(
      'public/runtime/manifest.json is missing: this page will have no server. Run the bundle script first.',
    );
    return null;
  }
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const options = { bundleUrl: `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/runtime/`, manifest };
  return (
    <script
      type="application/json"
      id={MANIFEST_ELEMENT_ID}
      dangerouslySetInnerHTML={{ __html: JSON.stringify(options).replaceAll('<', '\\u003c') }}
    />
  );
}
