/**
 * The Node host on a port, as `npm run lesson -- serve` runs it, against native Flask under gunicorn: the same application,
 * the same requests, the same answers but for DIFFERENCES.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask } from './native/client.mts';
import type { Answer } from './native/client.mts';
import { QUESTIONS } from './native/questions.mts';
import { startBoth } from './native/servers.mts';
import type { Ports } from './native/servers.mts';

/** All that may differ between two servers that are both right, and why. */
const DIFFERENCES = {
  Date: 'the two are asked a moment apart',
  Server: 'each names itself',
  Connection: 'RFC 9110, 7.6.1: between this connection’s two ends only',
  'Keep-Alive': 'the same',
} as const;
/** A body of nothing whose length the application does not say: gunicorn sends no chunk, the Node host a length of 0. */
const EITHER_FRAMING = { paths: ['/stream/empty'], headers: ['Content-Length', 'Transfer-Encoding'] } as const;
/** Flask writes a set in the order of its hashes, which are another in every process. */
const AS_A_SET = ['Allow'];
/** Signed with the second in which it was made: its content is compared, the time and the signature are not. */
const SIGNED = /^(session=[\w-]+)\.[\w-]+\.[\w-]+/;

let ports: Ports;
let stop: () => Promise<void> = () => Promise.resolve();
before(async () => {
  ({ ports, stop } = await startBoth());
});
after(() => stop());

for (const question of QUESTIONS)
  test(`${question.name}: ${question.method ?? 'GET'} ${question.path}`, async () => {
    const [node, native] = await Promise.all([ask(ports.node, question), ask(ports.native, question)]);
    const either = EITHER_FRAMING.paths.some((path) => path === question.path) ? EITHER_FRAMING.headers : [];
    assert.deepEqual(compared(node, either), compared(native, either));
  });

function compared({ status, reason, headers, body, cut }: Answer, either: readonly string[]): object {
  const kept = headers
    .filter(([name]) => !(name in DIFFERENCES) && !either.includes(name))
    .map(([name, value]) => `${name}: ${valueOf(name, value)}`);
  // Between headers of different names their order means nothing (RFC 9110, 5.3); of one name it is kept by sort().
  const sorted = kept.toSorted((a, b) => nameIn(a).localeCompare(nameIn(b)));
  return { status, reason, headers: sorted, body: body.toString('latin1'), cut };
}

const nameIn = (line: string): string => line.slice(0, line.indexOf(':'));

function valueOf(name: string, value: string): string {
  if (AS_A_SET.includes(name)) return value.split(', ').sort().join(', ');
  return name === 'Set-Cookie' ? value.replace(SIGNED, '$1') : value;
}
