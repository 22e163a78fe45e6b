/**
 * Reads envelopes, the format in which Sentry's SDKs send (develop.sentry.dev/sdk/data-model/envelopes): one line of JSON,
 * then items of one line of JSON and a payload each. Knows nothing of issues.
 */

export interface EnvelopeItem {
  readonly type: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Uint8Array;
}

export interface Envelope {
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

const NEWLINE = 10;

/** Null when the bytes are no envelope. An item whose payload is cut off is left out. */
export function readEnvelope(data: Uint8Array): Envelope | null {
  const first = lineAt(data, 0);
  const header = readObject(first.text);
  if (!header) return null;
  const items: EnvelopeItem[] = [];
  let at = first.next;
  while (at < data.length) {
    const line = lineAt(data, at);
    at = line.next;
    if (line.text === '') continue;
    const about = readObject(line.text);
    if (!about || typeof about.type !== 'string') return null;
    const length = typeof about.length === 'number' ? about.length : lengthOfLine(data, at);
    if (at + length > data.length) break;
    items.push({ type: about.type, header: about, payload: data.subarray(at, at + length) });
    at += length;
  }
  return { header, items };
}

/** An item's payload as a JSON object; null for anything else. */
export const itemObject = ({ payload }: EnvelopeItem): Readonly<Record<string, unknown>> | null =>
  readObject(new TextDecoder().decode(payload));

function lineAt(data: Uint8Array, from: number): { readonly text: string; readonly next: number } {
  const end = from + lengthOfLine(data, from);
  return { text: new TextDecoder().decode(data.subarray(from, end)), next: end + 1 };
}

function lengthOfLine(data: Uint8Array, from: number): number {
  const end = data.indexOf(NEWLINE, from);
  return (end === -1 ? data.length : end) - from;
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
