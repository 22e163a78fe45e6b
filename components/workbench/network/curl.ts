/**
 * A request as a curl command for a POSIX shell, to be tried against the same app on one's own machine. Knows nothing of
 * clipboards.
 */
import type { HttpRequest } from '@/lib/runtime/live-server';
import { APP_URL } from '../state/bench-state.ts';

/** curl says these itself, and says them right. */
const OWN = /^(?:host|content-length|user-agent)$/i;

export function curlCommand({ method, path, headers, body }: HttpRequest): string {
  const parts = [`curl ${methodOption(method, body)}${quote(APP_URL + path)}`];
  // A path such as /a/../b is the app's to see.
  if (/\/\.\.?(?:[/?#]|$)/.test(path)) parts.push('--path-as-is');
  for (const [name, value] of headers) {
    // A semicolon is curl's way to send a header without a value.
    if (!OWN.test(name)) parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (!body || body.length === 0) return parts.join(' \\\n  ');
  const text = asText(body);
  if (text !== null) return [...parts, `--data-binary ${quote(text)}`].join(' \\\n  ');
  const packed = btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(''));
  return `printf %s ${packed} | base64 -d | ${[...parts, '--data-binary @-'].join(' \\\n  ')}`;
}

function methodOption(method: string, body: Uint8Array | undefined): string {
  if (method === 'HEAD') return '--head ';
  const usual = body && body.length > 0 ? 'POST' : 'GET';
  return method === usual ? '' : `-X ${quote(method)} `;
}

/** Null for bytes that a shell's argument cannot hold. A leading @ would name a file. */
function asText(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return text.includes('\0') || text.startsWith('@') ? null : text;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const quote = (text: string): string =>
  /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
