/**
 * A live server that is somewhere else, behind a channel of texts: the calls go there, the events come from there.
 * Knows neither processes nor frames; whoever holds the channel says when it has broken (`lose`).
 */
import * as z from 'zod/mini';
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import type {
  HttpExchange,
  HttpRequest,
  Instruments,
  LiveServer,
  PlannedRequest,
  ProjectFiles,
  RequestOptions,
  ResponsePiece,
  ServerEvent,
  ServerState,
  StartOptions,
  TestOptions,
  TestReport,
  TrafficOptions,
} from '../live-server.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { plannedRequest, testReport } from '../schemas.ts';
import { fromText, inMessage, parseFromRemote, toText } from './messages.ts';
import type { FromRemote, SentFiles, ToRemote } from './messages.ts';

/** Texts in both directions, whole and in order. */
export interface Channel {
  send(text: string): void;
  /** Set once, by whoever reads. */
  onText: (text: string) => void;
}

/** What files are for: each is a place of its own. */
export type FilesFor = 'project' | 'tests' | 'trial';
/** Brings files to where the server can read them. */
export type PlaceFiles = (files: ProjectFiles, purpose: FilesFor) => Promise<SentFiles>;

interface Call {
  readonly settle: (result: Result<unknown, ServerFailure>) => void;
  readonly taken: () => void;
  readonly onPiece: ((piece: ResponsePiece) => void) | undefined;
  readonly onPrinted: ((text: string) => void) | undefined;
}

const nonsense = (): ServerFailure =>
  failure('interpreter-crashed', { message: 'The server process sent an answer that makes no sense.' });

export class RemoteServer implements LiveServer {
  state: ServerState = { status: 'off' };
  private readonly listeners = new Set<(event: ServerEvent) => void>();
  private readonly calls = new Map<number, Call>();
  /** Exchanges whose call has not been answered yet. */
  private readonly exchanges = new Map<string, HttpExchange>();
  private lastId = 0;
  private lost: ServerFailure | null = null;
  /** Calls leave in the order in which they were made, though some bring files along. */
  private outgoing: Promise<void> = Promise.resolve();

  constructor(
    private readonly channel: Channel,
    private readonly place: PlaceFiles = (files) => Promise.resolve(inMessage(files)),
  ) {
    channel.onText = (text) => {
      this.receive(text);
    };
  }

  subscribe(listener: (event: ServerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async start(project: ProjectFiles, options: StartOptions = {}): Promise<Result<void, ServerFailure>> {
    const answer = await this.call(async (id) => ({
      type: 'start',
      id,
      files: await this.place(project, 'project'),
      options,
    }));
    return answer.ok ? ok(undefined) : answer;
  }

  async request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<HttpExchange, ServerFailure>> {
    const { origin, clock, signal, onPiece } = options;
    const answer = await this.call(
      (id) => ({ type: 'request', id, request, origin, clock, pieces: onPiece !== undefined }),
      { signal, onPiece },
    );
    if (!answer.ok) return answer;
    const exchange = typeof answer.value === 'string' ? this.exchanges.get(answer.value) : undefined;
    if (!exchange) return err(nonsense());
    this.exchanges.delete(exchange.id);
    return ok(exchange);
  }

  async test(tests: ProjectFiles, options: TestOptions = {}): Promise<Result<TestReport, ServerFailure>> {
    const { project, select = [], args = [], color = false, deadlineMs, signal, onOutput } = options;
    const answer = await this.call(
      async (id) => ({
        type: 'test',
        id,
        tests: await this.place(tests, 'tests'),
        project: project ? await this.place(project, 'trial') : null,
        select,
        args,
        color,
        deadlineMs,
      }),
      { signal, onPrinted: onOutput },
    );
    if (!answer.ok) return answer;
    return parsed(testReport, answer.value);
  }

  instrument(change: Partial<Instruments>): void {
    this.outgoing = this.outgoing.then(() => {
      this.send({ type: 'instrument', change });
    });
  }

  async planTraffic(options: TrafficOptions): Promise<Result<readonly PlannedRequest[], ServerFailure>> {
    const answer = await this.call((id) => ({ type: 'plan', id, options }));
    return answer.ok ? parsed(z.array(plannedRequest), answer.value) : answer;
  }

  async librarySource(path: string): Promise<Result<string, ServerFailure>> {
    const answer = await this.call((id) => ({ type: 'source', id, path }));
    return answer.ok ? parsed(z.string(), answer.value) : answer;
  }

  async stop(): Promise<void> {
    await this.call((id) => ({ type: 'stop', id }));
  }

  /** The other side is gone: what was asked of it fails with `fault`, and so does whatever is asked from now on. */
  lose(fault: ServerFailure): void {
    this.lost ??= fault;
    for (const call of [...this.calls.values()]) {
      call.taken();
      call.settle(err(fault));
    }
  }

  private call(
    message: (id: number) => ToRemote | Promise<ToRemote>,
    {
      signal,
      onPiece,
      onPrinted,
    }: {
      readonly signal?: AbortSignal | undefined;
      readonly onPiece?: Call['onPiece'];
      readonly onPrinted?: Call['onPrinted'];
    } = {},
  ): Promise<Result<unknown, ServerFailure>> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const abort = (): void => {
        this.outgoing = this.outgoing.then(() => {
          if (this.calls.has(id)) this.send({ type: 'abort', id });
        });
      };
      let taken: () => void = () => undefined;
      const filesTaken = new Promise<void>((read) => (taken = read));
      this.calls.set(id, {
        taken,
        onPiece,
        onPrinted,
        settle: (result) => {
          signal?.removeEventListener('abort', abort);
          this.calls.delete(id);
          resolve(result);
        },
      });
      signal?.addEventListener('abort', abort);
      this.outgoing = this.outgoing.then(async () => {
        if (this.lost) {
          this.calls.get(id)?.settle(err(this.lost));
          return;
        }
        try {
          const ready = await message(id);
          this.send(ready);
          if (ready.type === 'start' || ready.type === 'test') await filesTaken;
        } catch (error) {
          // The place for the files refused them: a full disk, or a process that has just gone.
          this.calls.get(id)?.settle(err(this.faultOr(error)));
        }
      });
      if (signal?.aborted) abort();
    });
  }

  private faultOr(error: unknown): ServerFailure {
    return this.lost ?? failure('interpreter-crashed', { cause: String(error) });
  }

  private send(message: ToRemote): void {
    if (!this.lost) this.channel.send(toText(message));
  }

  private receive(text: string): void {
    const message = parseFromRemote(fromText(text));
    // Only a program that forges messages gets here, and it owns that process anyway.
    if (message) this.take(message);
    else console.warn('The server process sent a message that makes no sense.', text.slice(0, 200));
  }

  private take(message: FromRemote): void {
    switch (message.type) {
      case 'event':
        this.tell(message.event);
        return;
      case 'taken':
        this.calls.get(message.id)?.taken();
        return;
      case 'piece':
        this.calls.get(message.id)?.onPiece?.(message.piece);
        return;
      case 'printed':
        this.calls.get(message.id)?.onPrinted?.(message.text);
        return;
      case 'answer':
        this.calls.get(message.id)?.taken();
        this.calls.get(message.id)?.settle(message.result);
    }
  }

  private tell(event: ServerEvent): void {
    if (event.type === 'state') this.state = event.state;
    if (event.type === 'exchange') this.remember(event.exchange);
    for (const listener of this.listeners) listener(event);
  }

  /** Visitors who come to its own port are nobody's call here, so old ones go. */
  private remember(exchange: HttpExchange): void {
    this.exchanges.set(exchange.id, exchange);
    const [oldest] = this.exchanges.keys();
    if (this.exchanges.size > 32 && oldest !== undefined) this.exchanges.delete(oldest);
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): Result<T, ServerFailure> {
  const result = z.safeParse(schema, value);
  return result.success ? ok(result.data) : err(nonsense());
}
