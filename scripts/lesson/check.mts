/**
 * `npm run lesson -- check [SLUG|cards]`: proves a lesson, or the review cards, with their own programs, in the live runtime and under native CPython:
 * the start fails its goals, the solution passes all, each mistake gets its own message, facts hold everywhere.
 */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getCourse, getFinishedApp, getOwnCards } from '../../lib/course/course.ts';
import type { Goal, Mistake, TextFiles, WorkbenchProject } from '../../lib/course/lesson-types.ts';
import type { LiveServer, ProjectFiles, TestReport, TestResult } from '../../lib/runtime/live-server.ts';
import { installPythonTools, pythonCommand, pythonToolsEnvironment } from '../lib/python.mts';
import { run } from '../lib/run.mts';

/** Runs `tests` against `files` somewhere, and gives pytest's report. Throws when there is none. */
type Runner = (files: ProjectFiles, tests: ProjectFiles) => Promise<TestReport>;

interface Program {
  readonly name: string;
  readonly files: TextFiles;
  /** What is wrong with the outcome; nothing when all is as it should be. */
  readonly judge: (goals: ReadonlyMap<string, TestResult>) => string[];
}

const GOALS = 'test_goals.py';

/** A lesson, or a review card with a program. */
interface Checked {
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
const brokenFacts = ({ results, exitCode, output }: TestReport): string[] =>
  results.length === 0
    ? [`pytest ran nothing (exit code ${String(exitCode)}):\n${output.slice(-1500)}`]
    : results
        .filter(({ id, outcome }) => !id.includes(GOALS) && outcome !== 'passed')
        .map(({ id, message }) => `${id} does not hold: ${message}`);

const inLiveServer =
  (server: LiveServer): Runner =>
  async (project, tests) => {
    const result = await server.test(tests, { project });
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}\n${result.error.cause ?? ''}`);
    return result.value;
  };

const inNativePython: Runner = async (project, tests) => {
  const folder = mkdtempSync(join(tmpdir(), 'graceful-check-'));
  try {
    const write = (below: string, files: ProjectFiles): string => {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, below, path)), { recursive: true });
        writeFileSync(join(folder, below, path), content);
      }
      return join(folder, below);
    };
    const [python, ...args] = pythonCommand();
    const report = join(folder, 'report.json');
    const words = ['-m', 'graceful', write('app', project), write('tests', tests), report];
    await run(python, [...args, ...words], { env: pythonToolsEnvironment() });
    return JSON.parse(readFileSync(report, 'utf8')) as TestReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Prints each program's outcome and ends with `N passed, N failed`. Resolves with the exit code. */
export async function checkLessons(slug: string | undefined, newServer: () => LiveServer): Promise<number> {
  const { lessons } = await getCourse();
  const { live, facts } = await getOwnCards();
  const withCards = slug === undefined || slug === 'cards';
  const chosen: Checked[] = [
    ...lessons.filter((lesson) => slug === undefined || lesson.slug === slug),
    ...(withCards ? live.map(({ mistakes, ...card }) => ({ slug: `card ${card.slug}`, project: card, mistakes })) : []),
  ];
  if (chosen.length === 0) {
    console.error(
      `There is no lesson "${slug ?? ''}". Lessons: ${lessons.map((lesson) => lesson.slug).join(', ')}; cards`,
    );
    return 2;
  }
  await installPythonTools();
  const server = newServer();
  const runners: [string, Runner][] = [
    ['live runtime', inLiveServer(server)],
    ['native CPython', inNativePython],
  ];
  let passed = 0;
  let failed = 0;
  for (const lesson of chosen) {
    for (const [where, runner] of runners) {
      for (const { name, files, judge } of programs(lesson)) {
        const report = await runner(files, lesson.project.tests);
        const goals = new Map(
          report.results.filter(({ id }) => id.includes(GOALS)).map((result) => [result.name, result]),
        );
        const wrong = [...judge(goals), ...brokenFacts(report)];
        if (wrong.length === 0) passed++;
        else failed++;
        console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${lesson.slug} ${name} (${where})`);
        for (const line of wrong) console.log(`       ${line.replaceAll('\n', '\n       ')}`);
      }
    }
  }
  if (withCards) {
    for (const [where, runner] of runners) {
      const wrong = brokenFacts(await runner({ 'app.py': '' }, facts));
      if (wrong.length === 0) passed++;
      else failed++;
      console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} what the review cards say (${where})`);
      for (const line of wrong) console.log(`       ${line.replaceAll('\n', '\n       ')}`);
    }
  }
  if (slug === undefined) {
    const files = Object.entries(getFinishedApp());
    const isTest = ([path]: readonly [string, string]): boolean => path.startsWith('tests/');
    const tests = files.filter(isTest).map(([path, text]) => [path.replace('tests/', ''), text] as const);
    for (const [where, runner] of runners) {
      const report = await runner(Object.fromEntries(files.filter((file) => !isTest(file))), Object.fromEntries(tests));
      const bad = report.results.filter(({ outcome }) => outcome !== 'passed');
      if (report.exitCode === 0 && bad.length === 0) passed++;
      else failed++;
      console.log(`${report.exitCode === 0 ? 'ok    ' : 'FAILED'} the finished app (${where})`);
      for (const { id, message } of bad) console.log(`       ${id}: ${message.replaceAll('\n', '\n       ')}`);
    }
  }
  await server.stop();
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? 0 : 1;
}
