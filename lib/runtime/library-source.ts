/**
 * The text of a library's module, by the path that a traceback prints: Flask's own `/site-packages/flask/app.py`, the
 * standard library's `/lib/python314.zip/json/decoder.py`. Read from the very zips that the interpreter imports from.
 */
import { unzipSync } from 'fflate';
import { failure, type ServerFailure } from './failures.ts';
import type { InterpreterHost } from './interpreter-host.ts';
import { err, ok, type Result } from './result.ts';
import type { BundleFile } from './sandbox/manifest.ts';

const PLACES: readonly (readonly [pattern: RegExp, files: readonly BundleFile[]])[] = [
  // The workshop has all that the server has; what a visitor has fetched already comes first.
  [/^\/site-packages\/(.+\.py)$/, ['serverPackages', 'workshopPackages']],
  [/^\/lib\/python\d+\.zip\/(.+\.py)$/, ['stdlib']],
];

export async function readLibrarySource(host: InterpreterHost, path: string): Promise<Result<string, ServerFailure>> {
  for (const [pattern, files] of PLACES) {
    const name = pattern.exec(path)?.[1];
    if (name === undefined) continue;
    for (const file of files) {
      const zip = await host.readFile(file);
      if (!zip.ok) return zip;
      const found = entryOf(zip.value, name);
      if (found) return ok(new TextDecoder().decode(found));
    }
  }
  return err(
    failure('bundle-missing', {
      message: `The source of ${path} is not part of this course’s Python.`,
      suggestion: 'Frames of Python’s built-in parts and of generated code have no file to show.',
    }),
  );
}

const entryOf = (zip: Uint8Array, wanted: string): Uint8Array | undefined =>
  unzipSync(zip, { filter: ({ name }) => name === wanted })[wanted];
