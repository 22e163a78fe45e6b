import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  NO_COMPOSER,
  carried,
  composerOf,
  composerWarning,
  composerWords,
  headerProblem,
  type Composer,
} from './composer.ts';

const composer = (change: Partial<Composer>): Composer => ({ ...NO_COMPOSER, ...change });
const text = (body: Uint8Array | undefined): string => new TextDecoder().decode(body);

for (const [name, change, type, body] of [
  [
    'a form',
    {
      kind: 'form',
      form: [
        { name: 'a b', value: 'ü&=' },
        { name: '', value: 'x' },
      ],
    },
    'application/x-www-form-urlencoded',
    'a+b=%C3%BC%26%3D',
  ],
  ['JSON', { kind: 'json', json: '{"a": [1]}' }, 'application/json', '{"a": [1]}'],
  ['text', { kind: 'raw', raw: 'hello' }, 'text/plain; charset=utf-8', 'hello'],
] as const) {
  test(`${name} is sent with its type, and comes back as the same fields`, async () => {
    const sent = await carried(composer(change));
    assert.deepEqual(sent.headers, [['Content-Type', type]]);
    assert.equal(text(sent.body), body);
    const back = await carried(composerOf(sent));
    assert.deepEqual([back.headers, text(back.body)], [sent.headers, body]);
    assert.equal(composerOf(sent).kind, change.kind);
  });
}

test('a header that was written wins, and one without a name is not sent', async () => {
  const headers = [
    { name: 'content-type', value: 'application/vnd.api+json' },
    { name: ' ', value: 'x' },
  ];
  const sent = await carried(composer({ headers, kind: 'json', json: '{' }));
  assert.deepEqual(sent.headers, [['content-type', 'application/vnd.api+json']]);
});

test('a form with a file is multipart/form-data', async () => {
  const upload = { name: 'ä.txt', type: 'text/plain', bytes: new TextEncoder().encode('in it') };
  const sent = await carried(
    composer({
      kind: 'form',
      form: [
        { name: 'f', value: '', upload },
        { name: 'n', value: '1' },
      ],
    }),
  );
  const type = sent.headers[0]?.[1] ?? '';
  assert.match(type, /^multipart\/form-data; boundary=/);
  const read = await new Response(sent.body as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': type },
  }).formData();
  const file = read.get('f');
  assert.ok(file instanceof File);
  assert.deepEqual([file.name, await file.text(), read.get('n')], ['ä.txt', 'in it', '1']);
});

test('bytes that are no text come back as a file', async () => {
  const body = new Uint8Array([0, 255, 1]);
  const found = composerOf({ headers: [['Content-Type', 'image/png']], body });
  assert.equal(found.kind, 'file');
  assert.deepEqual(await carried(found), { headers: [['Content-Type', 'image/png']], body });
});

test('what the session says itself is not taken over', () => {
  const headers = [
    ['Host', 'localhost:5000'],
    ['Cookie', 'a=1'],
    ['Content-Length', '3'],
    ['X-Own', 'yes'],
  ] as const;
  assert.deepEqual(composerOf({ headers }).headers, [{ name: 'X-Own', value: 'yes' }]);
});

test('words and warnings', () => {
  assert.equal(composerWords(NO_COMPOSER), '');
  assert.equal(composerWords(composer({ kind: 'json', headers: [{ name: 'A', value: '' }] })), 'JSON, 1 header');
  assert.equal(composerWarning(composer({ kind: 'json', json: '{"a": 1}' })), null);
  assert.match(composerWarning(composer({ kind: 'json', json: '{a: 1}' })) ?? '', /not valid JSON/);
});

for (const [name, isOne] of [
  ['X-Note', true],
  [" !#$%&'*+-.^_`|~aZ9 ", true],
  ['', true],
  ['Bad Name', false],
  ['X-Café', false],
  ['Name:', false],
] as const) {
  test(`“${name}” is ${isOne ? 'sent' : 'no name of a header'}`, () => {
    const problem = headerProblem(composer({ headers: [{ name, value: 'x' }] }));
    if (isOne) assert.equal(problem, null);
    else assert.ok(problem?.includes(`“${name}”`));
  });
}
