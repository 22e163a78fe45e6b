/** Messages and output in one stream, cut anywhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toText } from '../remote/messages.ts';
import { createFrameReader, frame } from './frames.ts';

function read(stream: string, cut: number): { texts: string[]; rest: string } {
  const texts: string[] = [];
  let rest = '';
  const reader = createFrameReader(
    'process',
    'secret',
    (text) => texts.push(text),
    (text) => (rest += text),
  );
  for (let at = 0; at < stream.length; at += cut) reader.push(stream.slice(at, at + cut));
  return { texts, rest };
}

const LONG = toText({ body: new Uint8Array(100_000).fill(7), said: 'ä ☃ 𝄞 \u001b]9417;' });
const STREAM = [
  'started\r\n',
  frame('process', 'secret', '{"type":"hello"}'),
  '\u001b[31mred\u001b[0m é ☃ ',
  frame('process', 'secret', LONG),
  frame('process', 'secret', ''),
  'last line',
].join('');

for (const cut of [1, 2, 7, 1000, STREAM.length]) {
  test(`in pieces of ${String(cut)}: every message whole and in order, everything else as it was`, () => {
    const { texts, rest } = read(STREAM, cut);
    assert.deepEqual(texts, ['{"type":"hello"}', LONG, '']);
    assert.equal(rest, 'started\r\n\u001b[31mred\u001b[0m é ☃ last line');
    assert.match(LONG, /^[ -~]+$/);
    assert.equal((JSON.parse(LONG) as { said: string }).said, 'ä ☃ 𝄞 \u001b]9417;');
  });
}

test('what the page itself wrote, echoed by a terminal, is no message of the process', () => {
  assert.deepEqual(read(frame('page', 'secret', '{"type":"start"}'), 5), { texts: [], rest: '' });
});

test('a sequence without the token is output like any other', () => {
  const forged = frame('process', 'guess', '{"type":"event"}');
  assert.deepEqual(read(forged, 3), { texts: [], rest: forged });
});
