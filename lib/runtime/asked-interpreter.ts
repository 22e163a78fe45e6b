/**
 * An interpreter that is asked before its owner is there to ask. The owner makes the same asks and gets what was answered
 * meanwhile, message by message and in order; from then on nothing is asked but by it. What it asks otherwise goes to the
 * interpreter, and an answer that nobody asked for is dropped. Knows neither frames nor workers.
 */
import type { ServerFailure } from './failures.ts';
import type { InterpreterPort } from './interpreter-host.ts';
import type { ToInterpreter } from './protocol.ts';

/** Of an answer that is dropped, what still holds for whoever comes next: the process is ending, or its disk has changed. */
const LASTING: ReadonlySet<unknown> = new Set(['exit', 'flood', 'file', 'database']);
const ANSWERS: ReadonlySet<unknown> = new Set(['loaded', 'requested']);
/** They come before the first ask, and belong to none. */
const BOOT: ReadonlySet<unknown> = new Set(['booted', 'boot-failed']);

/** Unparsed: only a program that forges messages has other ones, and it is not believed by the owner. */
const typeOf = (message: unknown): unknown => (message as { readonly type?: unknown } | null)?.type;
const same = (one: ToInterpreter, other: ToInterpreter | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

export class AskedInterpreter implements InterpreterPort {
  onMessage: (message: unknown) => void = () => undefined;
  onFailure: (failure: ServerFailure) => void = () => undefined;
  private asks: readonly ToInterpreter[] = [];
  private readonly heard: unknown[] = [];
  private fault: ServerFailure | null = null;
  private booted = false;
  private owned = false;
  /** Of `asks`: how many the interpreter was sent and has answered, the owner has made and was given the answers of. */
  private sent = 0;
  private answered = 0;
  private made = 0;
  private given = 0;
  /** The owner asked for something else: what was sent beyond what it made is for nobody. */
  private overtaken = false;
  private settle: (allAnswered: boolean) => void = () => undefined;
  private release: () => void = () => undefined;
  /** Resolves when the owner has the answers to what was asked beforehand, or asks for something else. */
  readonly handedOver = new Promise<void>((resolve) => (this.release = resolve));

  constructor(private readonly port: InterpreterPort) {
    port.onMessage = (message) => {
      this.hear(message);
    };
    port.onFailure = (fault) => {
      this.fault = fault;
      this.settle(false);
      if (this.owned) this.onFailure(fault);
    };
  }

  /** Once, and each when the one before is answered; they need nothing but what the snapshot has imported. @returns whether all were answered */
  ask(asks: readonly ToInterpreter[]): Promise<boolean> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (this.fault || this.owned) {
        resolve(false);
        return;
      }
      this.asks = asks;
      this.sendNext();
    });
  }

  /** For one owner, who sets the callbacks in the same turn. */
  take(): InterpreterPort {
    queueMicrotask(() => {
      this.owned = true;
      if (this.sent < this.asks.length) this.settle(false);
      if (this.fault) this.onFailure(this.fault);
      this.give();
    });
    return this;
  }

  /** False when it was asked for something else already. */
  suits(first: ToInterpreter): boolean {
    return this.sent === 0 || same(first, this.asks[0]);
  }

  /** What it was asked beforehand needs no more than to boot. */
  filesFor(message?: ToInterpreter): Promise<void> | null {
    return message && this.isNext(message) ? null : (this.port.filesFor?.(message) ?? null);
  }

  post(message: ToInterpreter): void {
    if (this.isNext(message)) {
      this.made++;
      if (this.sent < this.made) this.send(message);
      this.give();
      return;
    }
    if (!this.overtaken && this.made < this.asks.length) {
      this.asks = this.asks.slice(0, this.sent);
      this.overtaken = true;
      this.settle(false);
      this.release();
      this.give();
    }
    this.port.post(message);
  }

  terminate(): void {
    this.settle(false);
    this.port.terminate();
  }

  /** It was asked beforehand, and the owner makes it now. */
  private isNext(message: ToInterpreter): boolean {
    return !this.overtaken && this.made < this.asks.length && same(message, this.asks[this.made]);
  }

  private hear(message: unknown): void {
    const type = typeOf(message);
    if (type === 'booted') this.booted = true;
    if (type === 'boot-failed' || type === 'crashed') this.settle(false);
    if (ANSWERS.has(type) && this.answered < this.asks.length && ++this.answered === this.asks.length)
      this.settle(true);
    this.heard.push(message);
    this.sendNext();
    this.give();
  }

  private sendNext(): void {
    const next = this.asks[this.sent];
    if (this.booted && !this.owned && next && this.sent === this.answered) this.send(next);
  }

  private send(ask: ToInterpreter): void {
    this.sent++;
    this.port.post({ ...ask, early: true });
  }

  private give(): void {
    while (this.owned && this.heard.length > 0) {
      const [message] = this.heard;
      const type = typeOf(message);
      const isEarly = !BOOT.has(type) && this.given < this.asks.length && this.given >= this.made;
      if (isEarly && !this.overtaken) return;
      this.heard.shift();
      if (ANSWERS.has(type) && this.given < this.asks.length && ++this.given === this.asks.length) this.release();
      const left = isEarly ? lasting(message) : message;
      if (left !== null) this.onMessage(left);
    }
  }
}

/** What of a dropped message the owner has to hear all the same; null for nothing. */
function lasting(message: unknown): unknown {
  const { type, refused, events } = message as Partial<Record<'type' | 'refused' | 'events', unknown>>;
  if (type === 'crashed' || refused) return message;
  if (!Array.isArray(events)) return null;
  const kept = events.filter((event) => LASTING.has((event as { readonly kind?: unknown } | null)?.kind));
  return kept.length > 0 ? { type, events: kept } : null;
}
