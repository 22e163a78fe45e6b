/** Envelopes in, issues out: what the SDK sends, what nobody knows, and what is broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvelope } from './envelope.ts';
import { groupOf, readEvent, titleOf, type TrackerEvent } from './event.ts';
import { findLeaks } from './leaks.ts';
import { NO_TRACKER, receive, type Tracker } from './tracker.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function envelope(...items: readonly (readonly [type: string, payload: unknown])[]): Uint8Array {
  const lines = items.flatMap(([type, payload]) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return [JSON.stringify({ type, length: bytes(body).length }), body];
  });
  return bytes(['{"event_id":"e"}', ...lines, ''].join('\n'));
}

const deliver = (tracker: Tracker, data: Uint8Array | null, time = 1000, refusedBytes: number | null = null): Tracker =>
  receive(tracker, { data, refusedBytes, requestId: 'r1', time });

const crash = (value: string, name = 'crash', extra: object = {}): object => ({
  exception: {
    values: [
      {
        type: 'ZeroDivisionError',
        value,
        stacktrace: {
          frames: [
            { module: 'flask.app', function: 'dispatch_request', in_app: false },
            { module: 'app', function: name, filename: 'app.py', lineno: 3, in_app: true },
          ],
        },
      },
    ],
  },
  ...extra,
});

const read = (payload: unknown): TrackerEvent => {
  const event = readEvent(payload);
  assert.ok(event);
  return event;
};

test('events of the same exception from the same own code are one issue', () => {
  const tracker = [crash('by zero'), crash('again'), crash('by zero', 'other')].reduce(
    (before: Tracker, event, index) => deliver(before, envelope(['event', event]), index),
    NO_TRACKER,
  );
  assert.deepEqual(
    tracker.issues.map(({ title, culprit, count, firstSeen, lastSeen }) => ({
      title,
      culprit,
      count,
      firstSeen,
      lastSeen,
    })),
    [
      { title: 'ZeroDivisionError: by zero', culprit: 'app.py in other', count: 1, firstSeen: 2, lastSeen: 2 },
      { title: 'ZeroDivisionError: again', culprit: 'app.py in crash', count: 2, firstSeen: 0, lastSeen: 1 },
    ],
  );
});

test('a fingerprint decides, and {{ default }} stands for the rule', () => {
  const plain = groupOf(read(crash('a')));
  assert.equal(
    groupOf(read(crash('a', 'x', { fingerprint: ['db'] }))),
    groupOf(read(crash('b', 'y', { fingerprint: ['db'] }))),
  );
  assert.equal(groupOf(read(crash('a', 'crash', { fingerprint: ['{{ default }}'] }))), plain);
  assert.notEqual(groupOf(read(crash('a', 'crash', { fingerprint: ['{{default}}', 'eu'] }))), plain);
});

test('messages are grouped by their template', () => {
  const first = read({ logentry: { message: 'no %s', formatted: 'no tea' } });
  const second = read({ logentry: { message: 'no %s', formatted: 'no milk' } });
  assert.equal(groupOf(first), groupOf(second));
  assert.equal(titleOf(second), 'no milk');
});

test('transactions, unknown items and refusals are told apart', () => {
  const data = envelope(
    [
      'transaction',
      { transaction: 'index', start_timestamp: 1, timestamp: 1.25, contexts: { trace: { status: 'ok' } } },
    ],
    ['profile_of_the_future', { a: 1 }],
    ['attachment', 'line one\nline two'],
    ['event', '"no object"'],
  );
  const tracker = deliver(deliver(NO_TRACKER, data), null, 2, 5_000_000);
  assert.deepEqual(tracker.transactions, [{ id: '1000', name: 'index', status: 'ok', durationMs: 250, time: 1250 }]);
  assert.deepEqual(tracker.others, { profile_of_the_future: 1, attachment: 1, event: 1 });
  assert.deepEqual(tracker.refused, [
    'An event of 5.0 MB was refused: Sentry takes at most 1 MB. Send less context with it.',
  ]);
});

test('what is no envelope is refused, at whatever length it is cut', () => {
  const whole = envelope(['event', crash('x')], ['attachment', 'a\nb']);
  for (let length = 0; length < whole.length; length++) {
    const tracker = deliver(NO_TRACKER, whole.subarray(0, length));
    assert.ok(tracker.issues.length + tracker.refused.length <= 1, String(length));
  }
  assert.equal(deliver(NO_TRACKER, bytes('not json')).refused.length, 1);
  assert.equal(deliver(NO_TRACKER, bytes('{}\n{"no":"type"}\n')).refused.length, 1);
  assert.deepEqual(readEnvelope(bytes('{}'))?.items, []);
});

test('an item without a length ends with its line', () => {
  const items = readEnvelope(bytes('{}\n{"type":"event"}\n{"message":"hi"}\n{"type":"x"}\n{}'))?.items;
  assert.deepEqual(
    items?.map(({ type, payload }) => [type, new TextDecoder().decode(payload)]),
    [
      ['event', '{"message":"hi"}'],
      ['x', '{}'],
    ],
  );
});

test('an event whose fields are not what they should be is shown as far as it is', () => {
  for (const event of [
    {},
    { exception: 3 },
    { exception: { values: [{ type: 1, stacktrace: { frames: [{ lineno: 'x' }] } }] } },
    { tags: [['a', 'b']], breadcrumbs: 'x', timestamp: {}, fingerprint: 'f', level: 3 },
  ]) {
    const { issues } = deliver(NO_TRACKER, envelope(['event', event]), 7);
    assert.equal(issues.length, 1);
    assert.equal(issues[0]?.lastSeen, 7);
  }
});

// The same table as python/tests/test_tracker.py.
for (const [value, expected] of [
  [{ user: { email: 'a.reader@example.org' } }, ['e-mail address in user.email']],
  [{ request: { data: { password: 'hunter2' } } }, ['password or secret in request.data.password']],
  [{ request: { data: { password: '[Filtered]' } } }, []],
  [{ request: { data: { password: '********' } } }, []],
  [{ request: { data: 'user=a&password=hunter2' } }, ['password or secret in request.data']],
  [{ request: { headers: [['Cookie', 'session=abc']] } }, ['token in request.headers[0]']],
  [{ extra: { sent: 'Bearer abcdefgh12345678' } }, ['token in extra.sent']],
  [{ message: 'card 4111 1111 1111 1111 refused' }, ['card number in message']],
  [{ message: 'order 4111 1111 1111 1112 refused' }, []],
  [{ timestamp: '2026-11-24T09:15:35.123456Z', event_id: '0'.repeat(32) }, []],
  [
    { frames: [{ context_line: 'password = "x"', vars: { api_key: 'k-123' } }] },
    ['password or secret in frames[0].vars.api_key'],
  ],
  [{ extra: { trace: '  File "a.py", line 1, in f\n    password = secrets()\nE: no\n' } }, []],
  [{ n: null, list: [1, 2.5, true], '': {} }, []],
] as const) {
  test(`leaks in ${JSON.stringify(value)}`, () => {
    assert.deepEqual(findLeaks(value), expected);
  });
}
