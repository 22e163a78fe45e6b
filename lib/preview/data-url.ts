/** Bytes as a `data:` URL: the one form in which a page without a network address can have files. */
const CHUNK = 0x8000;

export function toDataUrl(bytes: Uint8Array, type: string): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return `data:${type.replaceAll(/[\s,]/g, '')};base64,${btoa(binary)}`;
}

export const textToDataUrl = (text: string, type: string): string =>
  toDataUrl(new TextEncoder().encode(text), `${type};charset=utf-8`);

/** As browsers read it: the charset of the Content-Type, UTF-8 without one or with one nobody knows. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const label = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new TextDecoder().decode(bytes);
  }
}

/** `text/html; charset=utf-8` → `text/html`. */
export const mimeType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
