/**
 * What proves a lesson, or a review card with a program, by its own programs: the start fails its goals, the solution passes
 * all, each mistake gets its own message, and facts hold. Asks any live server; knows none.
 */
import type { Goal, Mistake, TextFiles, WorkbenchProject } from '../../lib/course/lesson-types.ts';
import type { LiveServer, ProjectFiles, TestReport, TestResult } from '../../lib/runtime/live-server.ts';

interface Program {
  readonly name: string;
  readonly files: TextFiles;
  /** What is wrong with the outcome; nothing when all is as it should be. */
  readonly judge: (goals: ReadonlyMap<string, TestResult>) => string[];
}

const GOALS = 'test_goals.py';
const FACTS = 'test_facts.py';

/** A lesson, or a review card with a program. */
export interface Checked {
  readonly slug: string;
  readonly project: Pick<WorkbenchProject, 'start' | 'solution' | 'tests'> & { readonly goals: readonly Goal[] };
  readonly mistakes: readonly Mistake[];
}

function programs({ project, mistakes }: Checked): Program[] {
  const names = project.goals.map(({ test }) => test);
  const passing = (goals: ReadonlyMap<string, TestResult>): string[] =>
    names.filter((name) => goals.get(name)?.outcome === 'passed');
  return [
    {
      name: 'start',
      files: project.start,
      judge: (goals) => passing(goals).map((name) => `${name} passes before the learner has done anything`),
    },
    {
      name: 'solution',
      files: { ...project.start, ...project.solution },
      judge: (goals) =>
        names
          .filter((name) => !passing(goals).includes(name))
          .map((name) => `${name} fails on the solution: ${goals.get(name)?.message ?? 'it did not run'}`),
    },
    ...mistakes.map((mistake) => ({
      name: `mistakes/${mistake.name}`,
      files: { ...project.start, ...mistake.files },
      judge: (goals: ReadonlyMap<string, TestResult>): string[] => {
        const result = goals.get(mistake.goal);
        if (!result || result.outcome === 'passed') return [`${mistake.goal} should fail`];
        return result.message.includes(mistake.says)
          ? []
          : [`${mistake.goal} should say "${mistake.says}" but says:\n${result.message}`];
      },
    })),
  ];
}

/** Facts are about Flask, not about the learner's program: they hold whatever that is. */
export const brokenFacts = ({ results, exitCode, output }: TestReport): string[] =>
  results.length === 0
    ? [`pytest ran nothing (exit code ${String(exitCode)}):\n${output.slice(-1500)}`]
    : results
        .filter(({ id, outcome }) => !id.includes(GOALS) && outcome !== 'passed')
        .map(({ id, message }) => `${id} does not hold: ${message}`);

/** Pytest's report. Throws when there is none. */
export async function runTests(server: LiveServer, project: ProjectFiles, tests: ProjectFiles): Promise<TestReport> {
  const result = await server.test(tests, { project });
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}\n${result.error.cause ?? ''}`);
  return result.value;
}

export interface Proof {
  readonly name: string;
  /** Sentences for what is not as the author says; none when all is. */
  readonly wrong: (server: LiveServer) => Promise<readonly string[]>;
}

export function proofsOf(lesson: Checked): readonly Proof[] {
  const { tests } = lesson.project;
  const goalTests = Object.fromEntries(Object.entries(tests).filter(([path]) => path !== FACTS));
  return programs(lesson).map(({ name, files, judge }) => ({
    name,
    async wrong(server) {
      // What is about Flask holds whatever the program is: once is enough.
      const report = await runTests(server, files, name === 'start' ? tests : goalTests);
      const goals = new Map(
        report.results.filter(({ id }) => id.includes(GOALS)).map((result) => [result.name, result]),
      );
      return [...judge(goals), ...brokenFacts(report)];
    },
  }));
}
