/**
 * A project as the fragment of a link, and back: JSON, deflated (RFC 1951), in base64url (RFC 4648), after a version. A
 * fragment is never sent to a server. What comes out of a link is somebody else's, and is held to limits while it unpacks.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import * as z from 'zod/mini';
import type { TextFiles } from '../course/lesson-types.ts';
import type { Result } from '../runtime/result.ts';
import { refuse, type ProjectFailure } from './failures.ts';
import { checkProject, MOST_BYTES, tooLarge } from './limits.ts';

const VERSION = 1;

/** Longer ones are cut by some chat and mail programs. */
export const COMFORTABLE_LINK = 8_000;
/** Chromium's own limit is 2 MB; what is longer than this is better sent as a zip. */
export const LONGEST_LINK = 500_000;

const payload = z.object({ files: z.record(z.string(), z.string()) });

/** @returns the fragment, with its # */
export function toFragment(files: TextFiles): string {
  const packed = deflateSync(strToU8(JSON.stringify({ files })), { level: 9 });
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  const url = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `#code=${String(VERSION)}.${url}`;
}

export function fromFragment(fragment: string): Result<TextFiles, ProjectFailure> {
  const [, version = '', packed = ''] = /^#code=(\d{1,6})\.([\w-]+)$/.exec(fragment) ?? [];
  if (packed === '') return refuse('link-broken');
  if (Number(version) > VERSION) return refuse('link-newer');
  const bytes = fromBase64Url(packed);
  const text = bytes && inflateWithin(bytes, MOST_BYTES);
  if (text === 'too large') return tooLarge();
  const parsed = text === null ? null : z.safeParse(payload, fromJson(strFromU8(text.bytes)));
  return parsed?.success ? checkProject(parsed.data.files) : refuse('link-broken');
}

function fromBase64Url(text: string): Uint8Array | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** So few bytes at a time cannot unpack to more than 4 MB (deflate packs 1032 to 1 at best). */
const BITE = 4_096;

/** What sizes a stream claims counts nothing: it is unpacked bite by bite, and left alone at the limit. */
export function inflateWithin(packed: Uint8Array, limit: number): { readonly bytes: Uint8Array } | 'too large' | null {
  const pieces: Uint8Array[] = [];
  const seen = { size: 0, whole: false };
  const inflate = new Inflate((piece, last) => {
    seen.size += piece.length;
    if (seen.size <= limit) pieces.push(piece);
    seen.whole ||= last;
  });
  try {
    for (let at = 0; at < packed.length && seen.size <= limit; at += BITE)
      inflate.push(packed.subarray(at, at + BITE), at + BITE >= packed.length);
  } catch {
    // fflate throws its own errors for streams that are none.
    return null;
  }
  if (seen.size > limit) return 'too large';
  if (!seen.whole) return null;
  const bytes = new Uint8Array(seen.size);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return { bytes };
}
