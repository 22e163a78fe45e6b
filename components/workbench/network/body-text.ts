/** A body as text to read: decoded when it is text, else its bytes as `hexdump -C` shows them. */
import { decodeText, mimeType } from '@/lib/preview/data-url';

const MAX_TEXT = 100_000;
const MAX_DUMP = 2_048;
const PER_LINE = 16;

export function bodyText(body: Uint8Array, contentType: string): string {
  if (isBinary(body, mimeType(contentType))) return hexDump(body);
  const text = decodeText(body.subarray(0, MAX_TEXT), contentType);
  return body.length > MAX_TEXT ? `${text}\n… (${String(body.length - MAX_TEXT)} more bytes)` : text;
}

const isBinary = (body: Uint8Array, type: string): boolean =>
  /^(?:image\/(?!svg)|audio|video|font|application\/(?:octet-stream|zip|pdf))/.test(type) ||
  body.subarray(0, MAX_DUMP).includes(0);

function hexDump(body: Uint8Array): string {
  const lines: string[] = [];
  const shown = body.subarray(0, MAX_DUMP);
  for (let at = 0; at < shown.length; at += PER_LINE) {
    const bytes = [...shown.subarray(at, at + PER_LINE)];
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = bytes.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(PER_LINE * 3)} ${text}`);
  }
  if (body.length > MAX_DUMP) lines.push(`… (${String(body.length - MAX_DUMP)} more bytes)`);
  return lines.join('\n');
}
