/**
 * The page's way to ruff: one worker, started with the first question, asked by message. When it cannot be had, every
 * answer is an error value and the console says so once. Knows no editor.
 */
import { err, ok, type Result } from '@/lib/runtime/result';
import type { Finding, FormatAnswer, RuffReply, RuffRequest } from './ruff-protocol.ts';

export type RuffFailure = 'unavailable' | 'timeout' | 'failed';

export interface Ruff {
  check(text: string): Promise<Result<readonly Finding[], RuffFailure>>;
  format(text: string): Promise<Result<FormatAnswer, RuffFailure>>;
}

/** What is needed of a Worker; tests bring their own. */
export type RuffWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

export interface RuffOptions {
  readonly createWorker: () => RuffWorker;
  /** How long a text may take once the worker is up. */
  readonly deadlineMs?: number;
}

/** A megabyte of Python takes ruff a tenth of a second. */
const DEADLINE_MS = 10_000;

type Answer = Result<Extract<RuffReply, { id: number }>, RuffFailure>;

export function createRuff({ createWorker, deadlineMs = DEADLINE_MS }: RuffOptions): Ruff {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  let starting: Promise<RuffWorker | null> | null = null;

  function settle(id: number, answer: Answer): void {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  }

  function start(): Promise<RuffWorker | null> {
    return new Promise((resolve) => {
      const giveUp = (cause: unknown): void => {
        console.warn('Python problems cannot be underlined and files not formatted: ruff could not be loaded.', cause);
        for (const id of [...waiting.keys()]) settle(id, err('unavailable'));
        resolve(null);
      };
      let worker: RuffWorker;
      try {
        worker = createWorker();
      } catch (error) {
        giveUp(error);
        return;
      }
      worker.addEventListener('message', ({ data }: MessageEvent<RuffReply>) => {
        if (data.type === 'ready') resolve(worker);
        else if (data.type === 'unavailable') {
          worker.terminate();
          giveUp(data.cause);
        } else settle(data.id, data.type === 'failed' ? err('failed') : ok(data));
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        worker.terminate();
        giveUp(event.message);
      });
    });
  }

  async function ask(type: RuffRequest['type'], text: string): Promise<Answer> {
    const worker = await (starting ??= start());
    if (!worker) return err('unavailable');
    const id = (lastId += 1);
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(id, err('timeout')), deadlineMs);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      worker.postMessage({ type, id, text } satisfies RuffRequest);
    });
  }

  return {
    async check(text) {
      const answer = await ask('check', text);
      if (!answer.ok) return answer;
      return answer.value.type === 'checked' ? ok(answer.value.findings) : err('failed');
    },
    async format(text) {
      const answer = await ask('format', text);
      if (!answer.ok) return answer;
      return answer.value.type === 'formatted' ? ok(answer.value.answer) : err('failed');
    },
  };
}

let shared: Ruff | null = null;

/** The one ruff of this page. */
export function sharedRuff(): Ruff {
  return (shared ??= createRuff({
    createWorker: () => new Worker(new URL('./ruff-worker.ts', import.meta.url), { type: 'module', name: 'ruff' }),
  }));
}
