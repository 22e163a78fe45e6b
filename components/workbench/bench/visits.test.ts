import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import { openBench, PROJECT } from './test-bench.ts';

const TIMEOUT = { timeout: 5_000 };
const FORM = {
  method: 'POST',
  path: '/order',
  headers: [['Content-Type', 'application/x-www-form-urlencoded']] as const,
  body: new TextEncoder().encode('book=7'),
};

/** A bench whose server has been asked for the first page, and what it is asked for from then on. */
async function openVisits() {
  const { bench, server, close } = await openBench();
  const asked = (): string[] => server.requests.slice(1).map(({ method, path }) => `${method} ${path}`);
  return { bench, server, close, asked, browser: () => bench.store.get().browser };
}

test(
  'what the page sends leaves method and body to the learner, and is the page’s own when it is sent again',
  TIMEOUT,
  async () => {
    const { bench, server, close, asked, browser } = await openVisits();
    await bench.visits.send(FORM, 'page');
    assert.deepEqual([browser().method, browser().composer.kind], ['GET', 'none']);
    assert.match(browser().address, /\/order$/);
    await bench.visits.sendAgain();
    assert.deepEqual(server.requests.at(-1)?.body, FORM.body);
    assert.deepEqual([browser().method, browser().composer.kind], ['GET', 'none']);
    bench.store.dispatch({ type: 'address-typed', address: '/books' });
    await bench.visits.sendTyped();
    assert.deepEqual(asked(), ['POST /order', 'POST /order', 'GET /books']);
    assert.equal(server.requests.at(-1)?.body, undefined);
    close();
  },
);

test('what the learner sends fills the fields, and stays in them', TIMEOUT, async () => {
  const { bench, close, asked, browser } = await openVisits();
  await bench.visits.send(FORM, 'composer');
  assert.deepEqual([browser().method, browser().composer.form], ['POST', [{ name: 'book', value: '7' }]]);
  await bench.visits.sendTyped();
  assert.deepEqual([browser().method, browser().composer.kind], ['POST', 'form']);
  assert.deepEqual(asked(), ['POST /order', 'POST /order']);
  close();
});

test('back and forward show what a POST was answered, and send it again only when told to', TIMEOUT, async () => {
  const { bench, close, asked, browser } = await openVisits();
  await bench.visits.send(FORM, 'page');
  const answered = browser().view;
  await bench.visits.go(-1);
  assert.equal(browser().note, null);
  await bench.visits.go(1);
  assert.deepEqual(asked(), ['POST /order', 'GET /']);
  const { view, note, history, loading } = browser();
  assert.ok(view.kind === 'answer' && answered.kind === 'answer');
  assert.equal(view.exchange, answered.exchange);
  assert.notEqual(view.serial, answered.serial);
  assert.deepEqual([history.index, loading, note?.offersAgain], [1, null, true]);
  assert.match(note?.words ?? '', /POST was not sent again/);
  await bench.visits.sendAgain();
  assert.deepEqual(asked(), ['POST /order', 'GET /', 'POST /order']);
  assert.equal(browser().note, null);
  close();
});

test('a POST without an answer is not sent by going back to it either', TIMEOUT, async () => {
  const { bench, server, close, asked, browser } = await openVisits();
  server.answer = ({ method }) => (method === 'POST' ? failure('request-timeout') : { status: 200 });
  await bench.visits.send(FORM, 'composer');
  await bench.visits.send({ method: 'GET', path: '/books', headers: [] }, 'page');
  await bench.visits.go(-1);
  assert.deepEqual(asked(), ['POST /order', 'GET /books']);
  assert.equal(browser().view.kind, 'no-answer');
  // Composed by hand, it can be changed and sent, too.
  assert.deepEqual([browser().method, browser().composer.kind], ['POST', 'form']);
  close();
});

test('going to a POST overtakes what is on its way', TIMEOUT, async () => {
  const { bench, server, close, browser } = await openVisits();
  await bench.visits.send(FORM, 'page');
  await bench.visits.go(-1);
  const request = server.request.bind(server);
  let answer: () => void = () => undefined;
  server.request = (...asked) => new Promise<void>((resolve) => (answer = resolve)).then(() => request(...asked));
  const late = bench.visits.reload();
  await new Promise(setImmediate);
  await bench.visits.go(1);
  answer();
  await late;
  assert.match(browser().address, /\/order$/);
  assert.equal(browser().loading, null);
  close();
});

test('Reload asks before it sends a POST again, and leaves alone what is being typed', TIMEOUT, async () => {
  const { bench, close, asked, browser } = await openVisits();
  await bench.visits.send(FORM, 'page');
  bench.store.dispatch({ type: 'address-typed', address: '/half' });
  await bench.visits.reload();
  assert.deepEqual(asked(), ['POST /order']);
  assert.deepEqual(browser().note, { words: 'Reload would send the POST again.', offersAgain: true });
  assert.equal(browser().address, '/half');
  await bench.visits.sendAgain();
  assert.deepEqual(asked(), ['POST /order', 'POST /order']);
  close();
});

test('what is safe is reloaded unasked', TIMEOUT, async () => {
  const { bench, close, asked } = await openVisits();
  for (const method of ['HEAD', 'OPTIONS', 'GET']) {
    await bench.visits.send({ method, path: '/', headers: [] }, 'composer');
    await bench.visits.reload();
  }
  assert.deepEqual(asked(), ['HEAD /', 'HEAD /', 'OPTIONS /', 'OPTIONS /', 'GET /', 'GET /']);
  close();
});

test('a page that moves itself takes the offer along: what it offered is not there any more', TIMEOUT, async () => {
  const { bench, close, browser } = await openVisits();
  await bench.visits.send(FORM, 'page');
  await bench.visits.reload();
  bench.store.dispatch({ type: 'page-moved', path: '/order/1', replace: true });
  assert.equal(browser().note, null);
  close();
});

test('a header that no client could send is named, and not sent', TIMEOUT, async () => {
  const { bench, close, asked, browser } = await openVisits();
  bench.store.dispatch({ type: 'composed', change: { headers: [{ name: 'Bad Name', value: 'x' }] } });
  await bench.visits.sendTyped();
  assert.deepEqual(asked(), []);
  assert.match(browser().problem ?? '', /“Bad Name” is no name of a header/);
  bench.store.dispatch({ type: 'composed', change: { headers: [{ name: 'Good-Name', value: 'x' }] } });
  assert.equal(browser().problem, null);
  await bench.visits.sendTyped();
  assert.deepEqual(asked(), [`GET ${PROJECT.request.path}`]);
  close();
});
