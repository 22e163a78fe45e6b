/**
 * Compares what was observed with the evidence that was promised, claim by claim, each as a sentence. The same for a page,
 * for the checks under Node and for native CPython. Pure.
 */
import type { Evidence, RecordEvidence } from '../course/experiment-types.ts';
import { decodeText } from '../preview/data-url.ts';
import { headerOf } from '../runtime/browser-session.ts';
import type { LogRecord } from '../runtime/live-server.ts';
import { titleOf } from '../tracker/event.ts';
import type { Observation } from './observe.ts';

/** One claim, and whether it was so. */
export interface Finding {
  readonly says: string;
  readonly holds: boolean;
  /** What was observed instead; '' when it holds. */
  readonly instead: string;
}

export function judge(evidence: Evidence, observation: Observation): readonly Finding[] {
  const findings: Finding[] = [];
  const claim = (says: string, holds: boolean, instead: string): void => {
    findings.push({ says, holds, instead: holds ? '' : instead });
  };
  const { response, failure, events, tracked, test } = observation;
  const body = bodyOf(observation);
  const said = failure ? `${failure.code}: ${failure.message}` : '';

  if (evidence.status !== undefined) {
    const status = response?.status ?? 'none';
    const says = evidence.status === 'none' ? 'There is no answer.' : `The status is ${String(evidence.status)}.`;
    claim(says, status === evidence.status, said === '' ? `The status was ${String(status)}.` : said);
  }
  for (const text of evidence.shows ?? []) {
    claim(`The page says “${text}”.`, response !== null && shows(body, text), `It reads: ${clip(readable(body))}`);
  }
  for (const text of evidence.hides ?? []) {
    claim(`“${text}” is nowhere on the page.`, response !== null && !shows(body, text), 'It is there.');
  }
  for (const [name, value] of Object.entries(evidence.headers ?? {})) {
    const sent = headerOf(response?.headers ?? [], name);
    const instead = sent === undefined ? `There was no ${name}.` : `It was ${name}: ${sent}.`;
    if (value === false) claim(`No header ${name} is sent.`, response !== null && sent === undefined, instead);
    else if (value === true) claim(`There is a header ${name}.`, sent !== undefined, instead);
    else claim(`The header is ${name}: ${value}.`, sent === value, instead);
  }
  if (evidence.breaksOff !== undefined) {
    const cut = response?.truncated === true;
    const says = evidence.breaksOff ? 'The page breaks off in the middle.' : 'The page is whole.';
    claim(says, response !== null && cut === evidence.breaksOff, cut ? 'It broke off.' : 'It was whole.');
  }
  if (evidence.log !== undefined) {
    claim(logWords(evidence.log), isLog(evidence.log, observation.log), `The log had: ${linesOf(observation.log)}`);
  }
  for (const text of evidence.prints ?? []) {
    const says = `The server’s output has “${text.trim()}”.`;
    claim(says, observation.printed.includes(text), `It was: ${clip(observation.printed)}`);
  }
  if (evidence.tracker !== undefined) {
    const says =
      evidence.tracker === 0 ? 'The tracker hears nothing.' : `The tracker gets ${eventWords(evidence.tracker)}.`;
    claim(
      says,
      events.length === evidence.tracker,
      `It got ${eventWords(events.length)}: ${events.map(titleOf).join('; ')}`,
    );
  }
  if (evidence.tracked !== undefined) {
    const says = `The tracker still has ${eventWords(evidence.tracked)}.`;
    claim(says, tracked === evidence.tracked, `It had ${eventWords(tracked)}.`);
  }
  for (const [path, text] of Object.entries(evidence.files ?? {})) {
    const written = observation.files[path] ?? null;
    if (text === null)
      claim(`There is no ${path} on its disk.`, written === null, `${path} had: ${clip(written ?? '')}`);
    else claim(`${path} has “${text}” in it.`, written?.includes(text) === true, fileWords(path, written));
  }
  if (evidence.jobs !== undefined) {
    const ended = observation.jobs.filter(({ state }) => state === 'SUCCESS' || state === 'FAILURE');
    const states = ended.map(({ state }) => state);
    claim(jobWords(evidence.jobs), states.join() === evidence.jobs.join(), jobWords(states));
  }
  if (evidence.outcome !== undefined) {
    const passed = test?.outcome === 'passed';
    const holds = test !== null && passed === (evidence.outcome === 'passed');
    claim(
      `The test ${evidence.outcome === 'passed' ? 'passes' : 'fails'}.`,
      holds,
      said || `It ${test?.outcome ?? ''}.`,
    );
  }
  if (evidence.message !== undefined) {
    const message = test?.message ?? '';
    claim(`The test says “${evidence.message}”.`, message.includes(evidence.message), `It said: ${clip(message)}`);
  }
  return findings;
}

/** Whether the log is exactly that. */
export const isLog = (wanted: readonly RecordEvidence[], log: readonly LogRecord[]): boolean =>
  log.length === wanted.length && wanted.every((record, index) => isRecord(record, log[index]));

function isRecord({ level, says, traceback }: RecordEvidence, record: LogRecord | undefined): boolean {
  return (
    record !== undefined &&
    (level === undefined || record.level === level) &&
    (says === undefined || record.message.includes(says)) &&
    (traceback === undefined || (record.traceback !== null) === traceback)
  );
}

function logWords(wanted: readonly RecordEvidence[]): string {
  if (wanted.length === 0) return 'Nothing is logged.';
  const each = wanted.map(({ level, says, traceback }) => {
    const name = level ?? 'a record';
    const words = says === undefined ? '' : ` “${says.replaceAll('\n', '↵')}”`;
    return `${name}${words}${traceback === undefined ? '' : traceback ? ' with a traceback' : ' without a traceback'}`;
  });
  return wanted.length === 1
    ? `The log has one record: ${each.join('')}.`
    : `The log has, in this order: ${each.join('; ')}.`;
}

const linesOf = (log: readonly LogRecord[]): string =>
  log.length === 0
    ? 'nothing.'
    : log
        .map(({ level, message, traceback }) => `${level} “${clip(message)}”${traceback ? ' with a traceback' : ''}`)
        .join('; ');

const eventWords = (count: number): string => (count === 1 ? 'one event' : `${String(count)} events`);
const fileWords = (path: string, text: string | null): string =>
  text === null ? `There was no ${path}.` : `${path} had: ${clip(text)}`;

function jobWords(states: readonly string[]): string {
  if (states.length === 0) return 'No job has run.';
  return `The background ${states.length === 1 ? 'job ends' : 'jobs end'} in ${states.join(', ')}.`;
}

export function bodyOf({ response }: Observation): string {
  return response ? decodeText(response.body, headerOf(response.headers, 'content-type') ?? '') : '';
}

const UNSEEN = /<!--[^]*?-->|<(script|style|title)\b[^]*?<\/\1>|<[^>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&#34;': '"',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** What a visitor reads of some HTML, on one line, as python/graceful/testing.py has it. */
export const readable = (body: string): string =>
  body
    .replace(UNSEEN, ' ')
    .replace(/&(?:#39|#34|quot|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();

const shows = (body: string, text: string): boolean => body.includes(text) || readable(body).includes(text);

const CLIP = 200;
const clip = (text: string): string => (text.length > CLIP ? `${text.slice(0, CLIP)}…` : text);
