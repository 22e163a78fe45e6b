/**
 * Puts the pieces of one response, as an interpreter sends them, together to an exchange. Pure bookkeeping.
 */
import type { HttpExchange, HttpRequest, HttpResponse, RequestOrigin } from './live-server.ts';
import type { PythonEvent } from './protocol.ts';

export class ExchangeCollector {
  private head: Pick<HttpResponse, 'status' | 'reason' | 'headers'> | null = null;
  private chunks: Uint8Array[] = [];
  private end: { readonly truncated: boolean; readonly wsgiMs: number } | null = null;
  private started = performance.now();
  private startedAt = Date.now();

  constructor(
    readonly id: string,
    readonly origin: RequestOrigin,
    readonly request: HttpRequest,
  ) {}

  /** Its time counts from now. */
  begin(): void {
    this.started = performance.now();
    this.startedAt = Date.now();
  }

  /** Takes the events that belong to a response and ignores the rest. */
  add(event: PythonEvent, data: Uint8Array | null): void {
    if (event.kind === 'head') this.head = event.payload;
    if (event.kind === 'chunk' && data) this.chunks.push(data);
    if (event.kind === 'end') this.end = event.payload;
  }

  /** The exchange, or null when the server never got as far as a status line. */
  finish(): HttpExchange | null {
    if (!this.head) return null;
    const wsgiMs = this.end?.wsgiMs ?? 0;
    return {
      id: this.id,
      origin: this.origin,
      request: this.request,
      response: {
        ...this.head,
        body: concat(this.chunks),
        truncated: this.end?.truncated ?? true,
      },
      startedAt: this.startedAt,
      // What was answered before it was asked for here took as long as the app took.
      durationMs: Math.max(performance.now() - this.started, wsgiMs),
      wsgiMs,
    };
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    out.set(chunk, offset);
    offset += chunk.length;
  }
  return out;
}
