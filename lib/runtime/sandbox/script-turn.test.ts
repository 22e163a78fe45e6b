/** Promise: the page's scripts always come, after the page, whatever becomes of its server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptTurn } from './script-turn.ts';

const never = new Promise<never>(() => undefined);
const rejects = (): Promise<never> => Promise.reject(new Error('broken'));
const done = Promise.resolve();

/** Clocks that run when they are told to. */
function clocks() {
  const waiting: (() => void)[] = [];
  return {
    after: () => new Promise<void>((resolve) => waiting.push(resolve)),
    run: async () => {
      for (const go of waiting.splice(0)) go();
      await settled();
    },
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function turns(of: Partial<Parameters<typeof scriptTurn>[0]>) {
  const { after, run } = clocks();
  let came = false;
  void scriptTurn({ parsed: done, bootable: done, answered: done, after, ...of }).then(() => (came = true));
  await settled();
  return { came: () => came, run };
}

test('they come with the first answer', async () => {
  let answer: (value?: unknown) => void = () => undefined;
  const { came } = await turns({ answered: new Promise((resolve) => (answer = resolve)) });
  assert.equal(came(), false);
  answer();
  await settled();
  assert.equal(came(), true);
});

test('a bundle that is late is waited for once, and an answer that is late once', async () => {
  const late = await turns({ bootable: never, answered: never });
  await late.run();
  assert.equal(late.came(), true);
  const unanswered = await turns({ answered: never });
  await unanswered.run();
  assert.equal(unanswered.came(), true);
});

test('what breaks holds nothing up', async () => {
  for (const broken of [
    () => ({ bootable: rejects() }),
    () => ({ answered: rejects() }),
    () => ({ bootable: rejects(), answered: rejects() }),
  ])
    assert.equal((await turns(broken())).came(), true);
});

test('they never come before the page is parsed', async () => {
  let parse: (value?: unknown) => void = () => undefined;
  const parsed = new Promise((resolve) => (parse = resolve));
  const { came, run } = await turns({ parsed, bootable: rejects(), answered: rejects() });
  await run();
  assert.equal(came(), false);
  parse();
  await settled();
  assert.equal(came(), true);
});
