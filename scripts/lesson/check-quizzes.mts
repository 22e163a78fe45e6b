/**
 * Proves the questions of a lesson that a server answers: the answer that the author expects is what the server does, in
 * the live runtime and under native CPython; a line to fill in passes its test, and known wrong lines get its words.
 */
import type { Lesson } from '../../lib/course/lesson-types.ts';
import { programOf, quizzesOf } from '../../lib/course/quizzes.ts';
import type { AskedQuiz, FillInQuiz } from '../../lib/course/vocabulary.ts';
import { observe } from '../../lib/experiment/observe.ts';
import { answerOf, expectedAnswer, experimentOf, filled } from '../../lib/experiment/quiz.ts';
import type { LiveServer } from '../../lib/runtime/live-server.ts';

export interface QuizCheck {
  readonly id: string;
  /** Sentences for what is not as the author says; none when all is. */
  readonly wrong: (server: LiveServer) => Promise<readonly string[]>;
}

export function quizChecks(lesson: Lesson): readonly QuizCheck[] {
  const { asked, fillIns } = quizzesOf(lesson);
  return [
    ...asked.map((quiz) => ({ id: quiz.id, wrong: (server: LiveServer) => checkAsked(server, lesson, quiz) })),
    ...fillIns.map((quiz) => ({ id: quiz.id, wrong: (server: LiveServer) => checkFillIn(server, lesson, quiz) })),
  ];
}

async function checkAsked(server: LiveServer, lesson: Lesson, quiz: AskedQuiz): Promise<readonly string[]> {
  const program = programOf(lesson, quiz.program);
  if (!program) return [`there is no ${String(quiz.program)}/`];
  const observation = (await observe(server, experimentOf(quiz, program), { xray: true })).at(-1);
  if (!observation) return ['the server was not asked'];
  const [answer, expected] = [answerOf(quiz, observation), expectedAnswer(quiz)];
  if (answer === expected) return [];
  const log = observation.log.map(({ level, message }) => `${level} ${message}`).join(' | ');
  const steps = observation.trace.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return [
    `the answer is "${expected}", and the server says "${answer ?? 'none of the options, or several'}"`,
    `it answered ${String(observation.response?.status ?? observation.failure?.message)}; log: ${log}; steps: ${steps}`,
  ];
}

async function checkFillIn(server: LiveServer, { fills }: Lesson, quiz: FillInQuiz): Promise<readonly string[]> {
  const fill = fills[quiz.id];
  if (!fill) return [`there is no fill/${quiz.id}`];
  /** The first message of a failed test; '' when all pass. */
  const messageOf = async (line: string): Promise<string> => {
    const report = await server.test(fill.tests, { project: filled(fill, line) });
    if (!report.ok) return report.error.message;
    const { results, exitCode, output } = report.value;
    if (results.length === 0) return output;
    return results.find(({ outcome }) => outcome !== 'passed')?.message ?? (exitCode === 0 ? '' : output);
  };
  const wrong: string[] = [];
  const right = await messageOf(quiz.answer);
  if (right !== '') wrong.push(`"${quiz.answer}" should pass, and fails: ${right}`);
  for (const { line, says } of quiz.wrong) {
    const message = await messageOf(line);
    if (message === '') wrong.push(`"${line}" should fail, and passes`);
    else if (!message.includes(says)) wrong.push(`"${line}" should be told "${says}", and is told: ${message}`);
  }
  return wrong;
}
