/**
 * Puts a lesson's question to a server and reads the answer from what was observed. The page and the checks share it.
 * Knows no components.
 */
import type { Evidence, Experiment } from '../course/experiment-types.ts';
import type { Fill, TextFiles } from '../course/lesson-types.ts';
import type { AskedQuiz } from '../course/vocabulary.ts';
import type { TraceStep } from '../runtime/live-server.ts';
import { isLog, judge } from './judge.ts';
import type { Observation } from './observe.ts';

const PROGRAM = 'start';

/** The requests that come before, then the question's own, to the program that it is about. The last one tells. */
export const experimentOf = (
  {
    request,
    headers,
    body,
    before = [],
    upstreams,
  }: Pick<AskedQuiz, 'request' | 'headers' | 'body' | 'before' | 'upstreams'>,
  program: TextFiles,
): Experiment => ({
  programs: { [PROGRAM]: program },
  tests: {},
  steps: [...before, { request, headers, body }].map((step) => ({
    ...step,
    program: PROGRAM,
    mode: 'production',
    evidence: {},
  })),
  upstreams,
});

/** Joins the ids of an order; no id holds it. */
export const ORDER_SIGN = ' > ';

/** The option that the server says is right, by the id that is kept; null when it is none of them, or not one alone. */
export function answerOf(quiz: AskedQuiz, observation: Observation): string | null {
  switch (quiz.kind) {
    case 'status': {
      const status = observation.response?.status ?? 'none';
      return quiz.options.some((option) => option.status === status) ? String(status) : null;
    }
    case 'handler': {
      const ran = handlersIn(observation.trace);
      const names = ran.length === 0 ? ['none'] : ran;
      return onlyOne(quiz.options.map(({ handler }) => handler).filter((name) => names.includes(name)));
    }
    case 'log':
      return onlyOne(quiz.options.filter(({ log }) => isLog(log, observation.log)).map(({ id }) => id));
    case 'outcome':
      return onlyOne(
        quiz.options.filter(({ evidence }) => evidence && isSo(evidence, observation)).map(({ id }) => id),
      );
    case 'order': {
      const placed = quiz.steps.map(({ id, kind, name }) => ({
        id,
        at: observation.trace.findIndex((step) => step.kind === kind && (name === undefined || step.name === name)),
      }));
      if (placed.some(({ at }) => at === -1)) return null;
      return placed
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id)
        .join(ORDER_SIGN);
    }
  }
}

/** The answer that the author expects, in the same form. */
export const expectedAnswer = (quiz: AskedQuiz): string =>
  quiz.kind === 'order' ? quiz.steps.map(({ id }) => id).join(ORDER_SIGN) : String(quiz.answer);

/** Error handlers of the program's own, in the order in which they ran. */
export const handlersIn = (trace: readonly TraceStep[]): readonly string[] =>
  trace.filter(({ kind }) => kind === 'handler').map(({ name }) => name);

const isSo = (evidence: Evidence, observation: Observation): boolean =>
  judge(evidence, observation).every(({ holds }) => holds);

const onlyOne = (ids: readonly string[]): string | null => (ids.length === 1 ? (ids[0] ?? null) : null);

/** The program with the learner's line in it, at the indent of the blank. */
export function filled({ files, file, line }: Fill, text: string): TextFiles {
  const lines = (files[file] ?? '').split('\n');
  const indent = /^\s*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  lines[line - 1] = indent + text.trim();
  return { ...files, [file]: lines.join('\n') };
}
