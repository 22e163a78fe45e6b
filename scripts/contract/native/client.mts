/** One HTTP request as it is written, and the answer as it came: order, duplicates, framing, and whether it was cut off. */
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface Question {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
  /** The body in pieces, without its length. */
  readonly chunked?: boolean;
  /** Asked before, for its cookies. */
  readonly after?: string;
}

export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** The connection ended before the body did. */
  readonly cut: boolean;
}

/** What every question is asked with, so that an answer with its own address in it can be compared. */
const HOST = 'shop.example';
const DEADLINE_MS = 30_000;

export async function ask(port: number, question: Question): Promise<Answer> {
  const { method = 'GET', path, headers = [], body, chunked = false } = question;
  const cookies = question.after === undefined ? [] : cookiesOf(await ask(port, { name: '', path: question.after }));
  const framing: [string, string][] = chunked
    ? [['Transfer-Encoding', 'chunked']]
    : body === undefined
      ? []
      : [['Content-Length', String(Buffer.byteLength(body))]];
  const sent = [['Host', HOST], ['Connection', 'close'], ...headers, ...cookies, ...framing].flat();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers: sent, agent: false, timeout: DEADLINE_MS },
      (incoming) => void read(incoming).then(resolve, reject),
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer to ${method} ${path}`)));
    outgoing.on('error', reject);
    // Two writes are two chunks.
    if (chunked && body !== undefined) outgoing.write(Buffer.from(body).subarray(0, 3));
    outgoing.end(body === undefined ? undefined : Buffer.from(body).subarray(chunked ? 3 : 0));
  });
}

function read(incoming: IncomingMessage): Promise<Answer> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    // A connection that ends early is an answer too.
    incoming.on('error', () => undefined);
    incoming.on('close', () => {
      const { statusCode: status = 0, statusMessage: reason = '', rawHeaders: raw, complete } = incoming;
      const headers = Array.from(
        { length: raw.length / 2 },
        (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? ''] as const,
      );
      resolve({ status, reason, headers, body: Buffer.concat(pieces), cut: !complete });
    });
  });
}

/** As browsers send them: in one header. */
function cookiesOf({ headers }: Answer): [string, string][] {
  const pairs = headers
    .filter(([name]) => name === 'Set-Cookie')
    .map(([, value]) => value.slice(0, value.indexOf(';')));
  return [['Cookie', pairs.join('; ')]];
}
