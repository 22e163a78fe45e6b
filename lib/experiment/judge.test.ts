/** Every kind of evidence is seen where it is there, and missed where it is not: no claim that cannot fail. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence } from '../course/experiment-types.ts';
import type { HttpResponse, JobEvent, LogRecord, TestResult } from '../runtime/live-server.ts';
import { judge } from './judge.ts';
import type { Observation } from './observe.ts';

const answer = (body: string, more: Partial<HttpResponse> = {}): HttpResponse => ({
  status: 200,
  reason: 'OK',
  headers: [['Content-Type', 'text/html; charset=utf-8']],
  body: new TextEncoder().encode(body),
  truncated: false,
  ...more,
});
const record = (level: string, message: string, traced = false): LogRecord => ({
  ...{ seq: 1, requestId: 'r1', time: 0, level, levelNumber: 40, logger: 'app', message },
  location: { file: 'app.py', line: 1, function: 'f' },
  traceback: traced ? { type: 'E', message: 'm', frames: [], text: '' } : null,
});
const job = (state: JobEvent['state']): JobEvent => ({
  ...{ requestId: null, time: 0, id: 'j', task: 't', state, arguments: null, error: null },
  ...{ retryInSeconds: null, result: null },
});
const result = (outcome: TestResult['outcome'], message: string): TestResult => ({
  ...{ id: 'i', name: 'n', doc: '', outcome, message, location: null, report: '', durationMs: 0 },
  ...{ log: [], stdout: '', stderr: '' },
});
const seen = (more: Partial<Observation> = {}): Observation => ({
  ...{ response: answer('<h1>It&#39;s <b>fine</b></h1>'), log: [], printed: '', events: [], tracked: 0, files: {} },
  ...{ jobs: [], trace: [], test: null, failure: null, ...more },
});
const nothing = seen({ response: null });
const event = { event_id: '1' } as unknown as Observation['events'][number];

const CLAIMS: readonly [what: string, evidence: Evidence, there: Observation, missing: Observation][] = [
  ['a status', { status: 200 }, seen(), seen({ response: answer('', { status: 404 }) })],
  ['no answer', { status: 'none' }, nothing, seen()],
  ['words on the page', { shows: ["It's fine"] }, seen(), nothing],
  ['words that are not there', { hides: ['secret'] }, seen(), seen({ response: answer('<p title="secret">') })],
  ['words that are not there, of no answer', { hides: ['secret'] }, seen(), nothing],
  ['a header', { headers: { 'content-type': 'text/html; charset=utf-8' } }, seen(), nothing],
  ['any header', { headers: { 'Content-Type': true } }, seen(), nothing],
  [
    'a header that is missing',
    { headers: { Allow: false } },
    seen(),
    seen({ response: answer('', { headers: [['allow', 'GET']] }) }),
  ],
  ['a cut', { breaksOff: true }, seen({ response: answer('', { truncated: true }) }), seen()],
  ['a silent log', { log: [] }, seen(), seen({ log: [record('INFO', 'x')] })],
  [
    'a traceback',
    { log: [{ level: 'ERROR', says: 'boom', traceback: true }] },
    seen({ log: [record('ERROR', 'boom!', true)] }),
    seen({ log: [record('ERROR', 'boom!')] }),
  ],
  [
    'an order',
    { log: [{ says: 'a' }, { says: 'b' }] },
    seen({ log: [record('INFO', 'a'), record('INFO', 'b')] }),
    seen({ log: [record('INFO', 'b'), record('INFO', 'a')] }),
  ],
  [
    'one record and not two',
    { log: [{ says: 'a' }] },
    seen({ log: [record('INFO', 'a')] }),
    seen({ log: [record('INFO', 'a'), record('INFO', 'b')] }),
  ],
  ['printed words', { prints: ['\nforged'] }, seen({ printed: 'x\nforged' }), seen({ printed: 'forged' })],
  ['an event', { tracker: 1 }, seen({ events: [event] }), seen()],
  ['no event', { tracker: 0 }, seen(), seen({ events: [event] })],
  ['what the tracker keeps', { tracked: 2 }, seen({ tracked: 2 }), seen()],
  ['a file', { files: { 'error.log': 'boom' } }, seen({ files: { 'error.log': '… boom' } }), seen()],
  ['a file that is gone', { files: { 'error.log': null } }, seen(), seen({ files: { 'error.log': 'x' } })],
  [
    'a dead job',
    { jobs: ['FAILURE'] },
    seen({ jobs: [job('STARTED'), job('FAILURE')] }),
    seen({ jobs: [job('SUCCESS')] }),
  ],
  ['a passed test', { outcome: 'passed' }, seen({ test: result('passed', '') }), nothing],
  ['a failed test', { outcome: 'failed' }, seen({ test: result('error', 'x') }), nothing],
  [
    'a message',
    { outcome: 'failed', message: 'boom' },
    seen({ test: result('failed', 'boom') }),
    seen({ test: result('passed', '') }),
  ],
];

describe('evidence', () => {
  for (const [what, evidence, there, missing] of CLAIMS) {
    it(`${what} is found and missed`, () => {
      assert.ok(judge(evidence, there).every(({ holds, instead }) => holds && instead === ''));
      const findings = judge(evidence, missing);
      assert.ok(findings.some(({ holds }) => !holds));
      assert.ok(findings.every(({ holds, says, instead }) => says !== '' && (holds || instead !== '')));
    });
  }
});
