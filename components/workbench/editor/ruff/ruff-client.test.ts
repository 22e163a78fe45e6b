import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createRuff, type RuffWorker } from './ruff-client.ts';
import type { RuffReply, RuffRequest } from './ruff-protocol.ts';

const TIMEOUT = { timeout: 5_000 };

/** A worker whose other side is the test. */
function fakeWorker(answer: (request: RuffRequest) => RuffReply | null) {
  const target = new EventTarget();
  const reply = (data: RuffReply): void => void target.dispatchEvent(new MessageEvent('message', { data }));
  const state = { terminated: false };
  const worker = {
    addEventListener: target.addEventListener.bind(target),
    postMessage(request: RuffRequest) {
      queueMicrotask(() => {
        const answered = answer(request);
        if (answered) reply(answered);
      });
    },
    terminate: () => (state.terminated = true),
  } as unknown as RuffWorker;
  return { worker, reply, state, fail: () => target.dispatchEvent(new Event('error')) };
}

test('starts its worker with the first question, once, and gives each question its own answer', TIMEOUT, async () => {
  let made = 0;
  const { worker, reply } = fakeWorker(({ type, id, text }) =>
    type === 'format'
      ? { type: 'formatted', id, answer: { kind: 'formatted', text: text.toUpperCase() } }
      : { type: 'checked', id, findings: [] },
  );
  const ruff = createRuff({
    createWorker() {
      made += 1;
      queueMicrotask(() => reply({ type: 'ready' }));
      return worker;
    },
  });
  assert.equal(made, 0);
  const answers = await Promise.all([ruff.format('a'), ruff.check('b'), ruff.format('c')]);
  assert.equal(made, 1);
  assert.deepEqual(
    answers.map((answer) => answer.ok && answer.value),
    [{ kind: 'formatted', text: 'A' }, [], { kind: 'formatted', text: 'C' }],
  );
});

for (const [what, end] of [
  ['cannot load its module', ({ reply }) => reply({ type: 'unavailable', cause: 'blocked' })],
  ['cannot be loaded itself', ({ fail }) => fail()],
] satisfies readonly (readonly [string, (fake: ReturnType<typeof fakeWorker>) => void])[]) {
  test(`a worker that ${what} is said once, and every question is answered`, TIMEOUT, async (context) => {
    const warn = context.mock.method(console, 'warn', () => undefined);
    const fake = fakeWorker(() => null);
    const ruff = createRuff({
      createWorker() {
        queueMicrotask(() => end(fake));
        return fake.worker;
      },
    });
    assert.deepEqual(await ruff.check('a'), { ok: false, error: 'unavailable' });
    assert.deepEqual(await ruff.format('b'), { ok: false, error: 'unavailable' });
    assert.equal(warn.mock.callCount(), 1);
    assert.equal(fake.state.terminated, true);
  });
}

test('a browser without workers is the same', TIMEOUT, async (context) => {
  context.mock.method(console, 'warn', () => undefined);
  const ruff = createRuff({
    createWorker: () => {
      throw new Error('no workers');
    },
  });
  assert.deepEqual(await ruff.check('a'), { ok: false, error: 'unavailable' });
});

test('a question without an answer ends at its deadline, and ruff’s own failure is one', TIMEOUT, async () => {
  const fake = fakeWorker(({ type, id }) => (type === 'check' ? null : { type: 'failed', id, cause: 'panic' }));
  const ruff = createRuff({
    createWorker() {
      queueMicrotask(() => fake.reply({ type: 'ready' }));
      return fake.worker;
    },
    deadlineMs: 20,
  });
  assert.deepEqual(await ruff.check('a'), { ok: false, error: 'timeout' });
  assert.deepEqual(await ruff.format('a'), { ok: false, error: 'failed' });
  mock.restoreAll();
});
