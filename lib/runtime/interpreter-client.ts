/**
 * One interpreter as the supervisor sees it: parsed messages, one call at a time, a deadline each. After any fault it is
 * thrown away, never reused. Knows nothing of spares, restarts or states.
 */
import { failure } from './failures.ts';
import type { ServerFailure } from './failures.ts';
import type { InterpreterPort, Tier } from './interpreter-host.ts';
import { parseFromInterpreter, parsePythonEvent } from './protocol.ts';
import type { FromInterpreter, PythonEvent, Refused, ToInterpreter } from './protocol.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';

type Answer = Extract<FromInterpreter, { type: 'loaded' | 'requested' | 'planned' | 'tested' }>;
export type EventListener = (event: PythonEvent, data: Uint8Array | null) => void;

/** Whoever logged so much until the deadline did not wait for something: it is the log that never ends. */
const MANY_RECORDS = 1000;

interface Call {
  readonly id: string;
  /** Log records so far. */
  records: number;
  readonly listener: EventListener;
  readonly settle: (result: Result<Answer, ServerFailure>) => void;
}

export interface CallOptions {
  readonly deadlineMs: number;
  readonly onDeadline: ServerFailure;
  readonly listener: EventListener;
  readonly signal?: AbortSignal | undefined;
  /** It is sent now; before, it waited for the files to answer. */
  readonly onSend?: () => void;
}

export class InterpreterClient {
  /** Resolves once, when the interpreter is ready or has failed to get ready. */
  readonly booted: Promise<
    Result<{ readonly snapshotRejected: string | null; readonly bootMs: number }, ServerFailure>
  >;
  /** Has booted. */
  ready = false;
  /** Set when it can no longer be used. */
  fault: ServerFailure | null = null;
  private call: Call | null = null;
  private settleEnd: () => void = () => undefined;
  private readonly ended = new Promise<void>((resolve) => (this.settleEnd = resolve));
  private resolveBooted: (
    result: Result<{ readonly snapshotRejected: string | null; readonly bootMs: number }, ServerFailure>,
  ) => void = () => undefined;

  constructor(
    readonly tier: Tier,
    private readonly port: InterpreterPort,
  ) {
    this.booted = new Promise((resolve) => (this.resolveBooted = resolve));
    port.onMessage = (message) => {
      this.receive(message);
    };
    port.onFailure = (fault) => {
      this.end(fault);
    };
  }

  /** Whether it can be used for a project whose first message this is. */
  suits(first: ToInterpreter): boolean {
    return !this.fault && this.port.suits?.(first) !== false;
  }

  /** Resolves when it has all it takes to answer `message`, or anything, or has ended; null when it has, apart from booting. */
  filesFor(message?: ToInterpreter): Promise<void> | null {
    const files = this.port.filesFor?.(message);
    return files ? Promise.race([files, this.ended]) : null;
  }

  /**
   * Send one message and wait for its answer. A deadline, an abort or a crash ends the interpreter. The deadline counts from
   * when it has the files to answer, and an abort before ends nothing but the call.
   */
  async ask(message: ToInterpreter, options: CallOptions): Promise<Result<Answer, ServerFailure>> {
    if (this.fault) return err(this.fault);
    return new Promise((resolve) => {
      const abort = (): void => {
        if (timer === undefined) call.settle(err(failure('cancelled')));
        else this.end(failure('cancelled'));
      };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const send = (): void => {
        if (this.call !== call) return;
        timer = setTimeout(() => {
          this.end(call.records < MANY_RECORDS ? options.onDeadline : stillLogging(call.records, options.deadlineMs));
        }, options.deadlineMs);
        options.onSend?.();
        this.port.post(message);
      };
      const call: Call = {
        id: message.id,
        records: 0,
        listener: options.listener,
        settle: (result) => {
          clearTimeout(timer);
          options.signal?.removeEventListener('abort', abort);
          this.call = null;
          resolve(result);
        },
      };
      this.call = call;
      options.signal?.addEventListener('abort', abort);
      if (options.signal?.aborted) abort();
      const files = this.filesFor(message);
      if (files) void files.then(send);
      else send();
    });
  }

  /** End the interpreter now; whatever was asked of it fails with `fault`. */
  end(fault: ServerFailure): void {
    if (this.fault) return;
    this.fault = fault;
    this.port.terminate();
    this.settleEnd();
    this.resolveBooted(err(fault));
    this.call?.settle(err(fault));
  }

  private receive(raw: unknown): void {
    if (this.fault) return;
    const message = parseFromInterpreter(raw);
    if (!message) {
      // Only a program that forges messages gets here; it is told so instead of being believed.
      this.end(failure('interpreter-crashed', { message: 'The server process sent a message that makes no sense.' }));
      return;
    }
    switch (message.type) {
      case 'booted':
        this.ready = true;
        this.resolveBooted(ok(message));
        return;
      case 'boot-failed':
        this.end(
          failure('interpreter-crashed', {
            message: 'Python did not start.',
            suggestion:
              'Restart the server. If it stays so, the browser may be short of memory: close other tabs, or try another browser. What you typed is safe.',
            cause: message.message,
          }),
        );
        return;
      case 'events':
        for (const event of message.events) this.receiveEvent(event.kind, event.json, event.data);
        return;
      case 'crashed':
        this.end(
          message.refused
            ? memoryFailure(message.refused, { cause: message.message })
            : failure('interpreter-crashed', { cause: message.message }),
        );
        return;
      default:
        if (message.refused) this.end(memoryFailure(message.refused));
        else if (message.id === this.call?.id) this.call.settle(ok(message));
    }
  }

  private receiveEvent(kind: string, json: string, data: Uint8Array | null): void {
    if (this.fault) return;
    const event = parsePythonEvent(kind, json);
    if (!event) {
      this.end(
        failure('interpreter-crashed', { message: `The server process reported a ${kind} that makes no sense.` }),
      );
      return;
    }
    if (this.call && event.kind === 'log') this.call.records += 1;
    this.call?.listener(event, data);
    if (event.kind === 'exit') this.end(exitFailure(event.payload.reason, event.payload.code));
    if (event.kind === 'flood') this.end(floodFailure(event.payload.what, event.payload.limit));
  }
}

function memoryFailure(refused: NonNullable<Refused>, known: Pick<ServerFailure, 'cause'> = {}): ServerFailure {
  if (refused === 'limit') return failure('out-of-memory', known);
  return failure('out-of-memory', {
    ...known,
    message: 'The browser gave the server process no more memory, so it was ended and started again.',
    suggestion:
      'Close other tabs or programs, or go on in another browser or on another device. What you typed is safe.',
  });
}

/** Exits by another way than sys.exit(), by the name of Python's exception. `ProcessExit` is graceful's own. */
const EXITS: Readonly<Record<string, { readonly name: string; readonly act: string }>> = {
  ProcessExit: { name: 'os._exit', act: 'call os._exit()' },
  KeyboardInterrupt: { name: 'KeyboardInterrupt', act: 'raise KeyboardInterrupt' },
};

function exitFailure(reason: string, code: number | string | null): ServerFailure {
  const { name, act } = EXITS[reason] ?? { name: reason, act: 'call sys.exit()' };
  return failure('interpreter-crashed', {
    message: `The code ended the server process (${name}${code === null ? '' : `, code ${code}`}), and it was started again.`,
    suggestion: `A view must not ${act}: no error handler sees it, and every visitor of this process is cut off.`,
  });
}

function floodFailure(what: 'log' | 'output' | 'response', limit: number): ServerFailure {
  const said = {
    log: `The code wrote more than ${String(limit)} log records in one go`,
    output: `The code printed more than ${String(Math.round(limit / 1024 / 1024))} MB in one go`,
    response: `The response passed ${String(Math.round(limit / 1024 / 1024))} MB without an end`,
  }[what];
  return failure('output-flood', { message: `${said}, so the server process was ended and started again.` });
}

/** A slow device gets to the deadline before it gets to the limit. */
function stillLogging(records: number, deadlineMs: number): ServerFailure {
  return failure('output-flood', {
    message: `The code wrote ${String(records)} log records in ${String(deadlineMs / 1000)} s and did not end, so the server process was ended and started again.`,
  });
}
