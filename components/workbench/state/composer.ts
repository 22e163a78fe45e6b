/**
 * What a request carries besides method and address, as the composer's fields have it; and back and forth between those
 * and the request that is sent. Pure: it knows neither views nor the server.
 */
import { decodeText, mimeType } from '@/lib/preview/data-url';
import type { HeaderList, HttpRequest } from '@/lib/runtime/live-server';

export const BODY_KINDS = ['none', 'form', 'json', 'raw', 'file'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}
/** With an upload, the form is sent as multipart/form-data (RFC 7578). */
export interface FormField extends HeaderField {
  readonly upload?: Upload | undefined;
}

/** Many requests at once: how far they are, or what came of them. */
export type Volley =
  | { readonly status: 'none' }
  | { readonly status: 'running'; readonly done: number; readonly total: number }
  | { readonly status: 'over'; readonly summary: string };

export interface Composer {
  readonly open: boolean;
  readonly headers: readonly HeaderField[];
  readonly kind: BodyKind;
  readonly form: readonly FormField[];
  readonly json: string;
  readonly raw: string;
  readonly file: Upload | null;
  readonly volley: Volley;
}

export const NO_COMPOSER: Composer = {
  open: false,
  headers: [],
  kind: 'none',
  form: [],
  json: '',
  raw: '',
  file: null,
  volley: { status: 'none' },
};

const FORM = 'application/x-www-form-urlencoded';
const TYPES: Partial<Record<BodyKind, string>> = {
  form: FORM,
  json: 'application/json',
  raw: 'text/plain; charset=utf-8',
};

/** Those that the session says itself, each time anew. */
const AUTOMATIC = /^(?:host|user-agent|accept|cookie|content-length)$/i;

/** What is sent beside method and path. A header that the learner wrote wins over the body's own. */
export async function carried(composer: Composer): Promise<Pick<HttpRequest, 'headers' | 'body'>> {
  const written: HeaderList = composer.headers
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, value }) => [name.trim(), value] as const);
  const packed = await packBody(composer);
  if (!packed) return { headers: written };
  const typed = written.some(([name]) => name.toLowerCase() === 'content-type');
  const headers: HeaderList = typed || packed.type === '' ? written : [['Content-Type', packed.type], ...written];
  return { headers, body: packed.body };
}

async function packBody(composer: Composer): Promise<{ readonly type: string; readonly body: Uint8Array } | null> {
  const type = TYPES[composer.kind] ?? '';
  switch (composer.kind) {
    case 'none':
      return null;
    case 'json':
    case 'raw':
      return { type, body: new TextEncoder().encode(composer[composer.kind]) };
    case 'file':
      return composer.file && { type: composer.file.type || 'application/octet-stream', body: composer.file.bytes };
    case 'form':
      return packForm(composer.form.filter(({ name }) => name !== ''));
  }
}

async function packForm(fields: readonly FormField[]): Promise<{ readonly type: string; readonly body: Uint8Array }> {
  if (!fields.some(({ upload }) => upload)) {
    const pairs = new URLSearchParams(fields.map(({ name, value }) => [name, value]));
    return { type: FORM, body: new TextEncoder().encode(pairs.toString()) };
  }
  const data = new FormData();
  for (const { name, value, upload } of fields) {
    if (upload) data.append(name, new File([upload.bytes], upload.name, { type: upload.type }));
    else data.append(name, value);
  }
  // The platform writes the boundaries.
  const response = new Response(data);
  const body = new Uint8Array(await response.arrayBuffer());
  return { type: response.headers.get('Content-Type') ?? '', body };
}

/** The fields that would send this request, as far as fields can. */
export function composerOf({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): Composer {
  const written = headers.filter(([name]) => !AUTOMATIC.test(name));
  const type = written.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const filled = { ...NO_COMPOSER, ...(body && body.length > 0 ? unpackBody(body, type) : {}) };
  const own = TYPES[filled.kind] ?? filled.file?.type;
  const kept = written.filter(([name, value]) => name.toLowerCase() !== 'content-type' || value !== own);
  return { ...filled, headers: kept.map(([name, value]) => ({ name, value })) };
}

function unpackBody(body: Uint8Array, type: string): Partial<Composer> {
  const kind = mimeType(type);
  if (kind === FORM) {
    const form = [...new URLSearchParams(decodeText(body, type))].map(([name, value]) => ({ name, value }));
    return { kind: 'form', form };
  }
  const text = decodeText(body, type);
  const isText = !text.includes('\u0000') && !text.includes('\uFFFD') && !kind.startsWith('multipart/');
  if (!isText) return { kind: 'file', file: { name: 'body', type, bytes: new Uint8Array(body) } };
  return kind === 'application/json' ? { kind: 'json', json: text } : { kind: 'raw', raw: text };
}

/** In a word or two, for the button that opens the composer; '' when there is nothing but method and address. */
export function composerWords({ headers, kind, file }: Composer): string {
  const named = headers.filter(({ name }) => name.trim() !== '').length;
  const words = { none: '', form: 'form', json: 'JSON', raw: 'text', file: file ? file.name : '' }[kind];
  const counted = named === 0 ? '' : `${String(named)} ${named === 1 ? 'header' : 'headers'}`;
  return [words, counted].filter(Boolean).join(', ');
}

/** A token, as the name of a header has to be (RFC 9110, 5.6.2). */
const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;
export const isHeaderName = (name: string): boolean => TOKEN.test(name);

/** Why no client could send these headers; null when every name is one, or empty. */
export function headerProblem({ headers }: Composer): string | null {
  const wrong = headers.map(({ name }) => name.trim()).find((name) => name !== '' && !isHeaderName(name));
  if (wrong === undefined) return null;
  return `“${wrong}” is no name of a header. It may have letters, digits and !#$%&'*+-.^_\`|~ only (RFC 9110, 5.6.2).`;
}

/** Why the body will surprise the app, if it will. It is sent all the same: that is what a composer is for. */
export function composerWarning({ kind, json }: Composer): string | null {
  if (kind !== 'json' || json.trim() === '') return null;
  try {
    JSON.parse(json);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return 'This is not valid JSON. It is sent as it stands.';
  }
}
