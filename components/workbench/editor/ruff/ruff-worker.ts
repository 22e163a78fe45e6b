/** Ruff in a worker of its own, so that typing never waits for it. The module is a file of our own origin. */
import load from '@astral-sh/ruff-wasm-web';
import { createRuffEngine, type RuffEngine } from './ruff-engine';
import type { RuffReply, RuffRequest } from './ruff-protocol';

const reply = (message: RuffReply): void => self.postMessage(message);

function answer(engine: RuffEngine, { type, id, text }: RuffRequest): RuffReply {
  try {
    return type === 'check'
      ? { type: 'checked', id, findings: engine.check(text) }
      : { type: 'formatted', id, answer: engine.format(text) };
  } catch (error) {
    return { type: 'failed', id, cause: String(error) };
  }
}

load().then(
  () => {
    const engine = createRuffEngine();
    self.addEventListener('message', ({ data }: MessageEvent<RuffRequest>) => reply(answer(engine, data)));
    reply({ type: 'ready' });
  },
  (error: unknown) => reply({ type: 'unavailable', cause: String(error) }),
);
