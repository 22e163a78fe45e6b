/** Promise: the owner of an interpreter that was asked early cannot tell, and what it did not ask for never reaches it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AskedInterpreter } from './asked-interpreter.ts';
import { askToLoad, askToServe, requestId } from './asks.ts';
import { failure } from './failures.ts';
import type { InterpreterPort } from './interpreter-host.ts';
import { NO_INSTRUMENTS } from './live-server.ts';
import type { ToInterpreter } from './protocol.ts';

const load = askToLoad({ 'app.py': 'app = 1' }, 'production');
const get = (path: string): ToInterpreter =>
  askToServe(requestId(1), { method: 'GET', path, headers: [] }, NO_INSTRUMENTS);
const booted = { type: 'booted' };
/** How the interpreter is asked what the owner has not asked for yet. */
const early = (ask: ToInterpreter) => ({ ...ask, early: true });
const event = (...kinds: readonly string[]) => ({ type: 'events', events: kinds.map((kind) => ({ kind })) });
const loaded = { type: 'loaded', id: 'load' };
const requested = { type: 'requested', id: 'r1' };

function setUp() {
  const posted: ToInterpreter[] = [];
  const far: InterpreterPort = {
    post: (message) => posted.push(message),
    onMessage: () => undefined,
    onFailure: () => undefined,
    terminate: () => undefined,
  };
  const asked = new AskedInterpreter(far);
  const given: unknown[] = [];
  const own = async (): Promise<void> => {
    const port = asked.take();
    port.onMessage = (message) => given.push(message);
    port.onFailure = (fault) => given.push(fault);
    await Promise.resolve();
  };
  const say = (...messages: readonly unknown[]): void => {
    for (const message of messages) far.onMessage(message);
  };
  return { asked, posted, given, own, say, far };
}

test('asks one after another, once it has booted', async () => {
  const { asked, posted, say } = setUp();
  const all = asked.ask([load, get('/')]);
  assert.deepEqual(posted, []);
  say(booted);
  assert.deepEqual(posted, [early(load)]);
  say(event('imported'), loaded);
  assert.deepEqual(posted, [early(load), early(get('/'))]);
  say(requested);
  assert.equal(await all, true);
});

test('the owner hears of each answer when it has asked for it, and nothing is asked twice', async () => {
  const { asked, posted, given, own, say } = setUp();
  void asked.ask([load, get('/')]);
  say(booted, event('imported'), loaded, event('answer'), requested);
  await own();
  assert.deepEqual(given, [booted]);
  asked.post(load);
  assert.deepEqual(given, [booted, event('imported'), loaded]);
  asked.post(get('/'));
  assert.deepEqual(given, [booted, event('imported'), loaded, event('answer'), requested]);
  assert.deepEqual(posted, [early(load), early(get('/'))]);
  asked.post(get('/next'));
  say(requested);
  assert.equal(posted.length, 3);
  assert.equal(given.length, 6);
});

test('an owner that comes while an answer is on its way gets all of it', async () => {
  const { asked, posted, given, own, say } = setUp();
  void asked.ask([load, get('/')]);
  say(booted, event('a'));
  await own();
  asked.post(load);
  say(event('b'), loaded);
  asked.post(get('/'));
  say(requested);
  assert.deepEqual(given, [booted, event('a'), event('b'), loaded, requested]);
  assert.deepEqual(posted, [early(load), early(get('/'))]);
});

test('another request than the early one: the early answer is dropped, whether it has come or is still to come', async () => {
  for (const isThere of [true, false]) {
    const { asked, posted, given, own, say } = setUp();
    void asked.ask([load, get('/')]);
    say(booted, loaded);
    if (isThere) say(event('early'), requested);
    await own();
    asked.post(load);
    asked.post(get('/other'));
    if (!isThere) say(event('early'), requested);
    say(event('other'), requested);
    assert.deepEqual(given, [booted, loaded, event('other'), requested]);
    assert.deepEqual(posted, [early(load), early(get('/')), get('/other')]);
  }
});

test('once the owner is there, nothing is asked but by it', async () => {
  const { asked, posted, given, own, say } = setUp();
  void asked.ask([load, get('/')]);
  say(booted);
  await own();
  asked.post(load);
  say(loaded);
  assert.deepEqual(posted, [early(load)]);
  asked.post(get('/other'));
  say(requested);
  assert.deepEqual(posted, [early(load), get('/other')]);
  assert.deepEqual(given, [booted, loaded, requested]);
});

test('after another ask, the early one is asked like any other', async () => {
  const { asked, posted, given, own, say } = setUp();
  void asked.ask([load, get('/')]);
  say(booted, loaded, requested);
  await own();
  asked.post(load);
  const plan: ToInterpreter = { type: 'plan', id: 'plan', seed: 1, requests: 1 };
  asked.post(plan);
  say({ type: 'planned' });
  asked.post(get('/'));
  say(requested);
  assert.deepEqual(posted, [early(load), early(get('/')), plan, get('/')]);
  assert.deepEqual(given, [booted, loaded, { type: 'planned' }, requested]);
});

test('of a dropped answer the owner hears what lasts: files, databases, and that the process ends', async () => {
  for (const end of [event('exit'), event('flood'), { type: 'requested', id: 'r1', refused: 'limit' }]) {
    const { asked, given, own, say } = setUp();
    void asked.ask([load, get('/')]);
    say(booted, loaded, event('log', 'file', 'head', 'database'), end);
    await own();
    asked.post(load);
    asked.post(get('/other'));
    assert.deepEqual(given, [booted, loaded, event('file', 'database'), end]);
  }
});

test('when Python does not start, or dies, nobody waits for the answers', async () => {
  const neverStarted = setUp();
  const none = neverStarted.asked.ask([load]);
  neverStarted.say({ type: 'boot-failed' });
  assert.equal(await none, false);
  const died = setUp();
  const one = died.asked.ask([load, get('/')]);
  died.say(booted, { type: 'crashed' });
  assert.equal(await one, false);
});

test('what died of the early request is dead for the next one, too', async () => {
  const { asked, given, own, say } = setUp();
  void asked.ask([load, get('/')]);
  say(booted, loaded);
  await own();
  asked.post(load);
  asked.post(get('/other'));
  say({ type: 'crashed' });
  assert.deepEqual(given, [booted, loaded, { type: 'crashed' }]);
});

test('suits a project that it was not asked for only as long as nothing was sent', () => {
  const { asked, say } = setUp();
  const other = askToLoad({ 'app.py': 'app = 2' }, 'production');
  void asked.ask([load]);
  assert.ok(asked.suits(other));
  say(booted);
  assert.ok(!asked.suits(other));
  assert.ok(!asked.suits(askToLoad({ 'app.py': 'app = 1' }, 'debug')));
  assert.ok(asked.suits(askToLoad({ 'app.py': 'app = 1' }, 'production')));
});

test('an owner with another project before anything was sent is asked alone', async () => {
  const { asked, posted, given, own, say } = setUp();
  const other = askToLoad({ 'app.py': 'app = 2' }, 'production');
  const all = asked.ask([load, get('/')]);
  await own();
  assert.ok(asked.suits(other));
  assert.equal(await all, false);
  say(booted);
  asked.post(other);
  say(loaded);
  assert.deepEqual(posted, [other]);
  assert.deepEqual(given, [booted, loaded]);
});

test('a place that fails is told to the owner, before or after it comes', async () => {
  const fault = failure('bundle-missing');
  const early = setUp();
  const all = early.asked.ask([load]);
  early.far.onFailure(fault);
  assert.equal(await all, false);
  await early.own();
  assert.deepEqual(early.given, [fault]);
  const late = setUp();
  await late.own();
  late.far.onFailure(fault);
  assert.deepEqual(late.given, [fault]);
  assert.equal(await late.asked.ask([load]), false);
});

test('what was known beforehand needs none of the files that are still to come; everything else does', async () => {
  const { asked, own, say, far } = setUp();
  const coming = Promise.resolve();
  const wantedFor: unknown[] = [];
  far.filesFor = (message) => {
    wantedFor.push(message);
    return coming;
  };
  void asked.ask([load, get('/')]);
  say(booted);
  await own();
  assert.equal(asked.filesFor(load), null);
  asked.post(load);
  assert.equal(asked.filesFor(get('/')), null);
  assert.equal(asked.filesFor(get('/other')), coming);
  assert.equal(asked.filesFor(), coming);
  asked.post(get('/other'));
  assert.equal(asked.filesFor(get('/')), coming);
  assert.deepEqual(wantedFor, [get('/other'), undefined, get('/')]);
});

test('the answers are handed over when the owner has them all, or asks for something else', async () => {
  const isSettled = async (promise: Promise<void>): Promise<boolean> => {
    let settled = false;
    void promise.then(() => (settled = true));
    await new Promise((resolve) => setImmediate(resolve));
    return settled;
  };
  const all = setUp();
  void all.asked.ask([load, get('/')]);
  all.say(booted, loaded, requested);
  await all.own();
  all.asked.post(load);
  assert.equal(await isSettled(all.asked.handedOver), false);
  all.asked.post(get('/'));
  assert.equal(await isSettled(all.asked.handedOver), true);
  const other = setUp();
  void other.asked.ask([load, get('/')]);
  await other.own();
  other.asked.post(askToLoad({ 'app.py': 'app = 2' }, 'production'));
  assert.equal(await isSettled(other.asked.handedOver), true);
});
