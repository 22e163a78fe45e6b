/**
 * `npm run lesson -- check [SLUG]`: proves a lesson with its own programs, in the live runtime, in a WebContainer’s process
 * and under native CPython: the start fails its goals, the solution passes all, each mistake gets its own message, facts
 * hold everywhere, questions have the answer that the server gives. Myths and pitfalls are proved by their evidence:
 * `check myths`, `check pitfalls/half-the-work`. Review cards with a program are proved as lessons are, and what the
 * others say by tests: `check cards`.
 */
import { getCourse, getFinishedApp, getOwnCards, getPractice } from '../../lib/course/course.ts';
import type { Goal, Mistake, TextFiles, WorkbenchProject } from '../../lib/course/lesson-types.ts';
import type { LiveServer, ProjectFiles, TestReport, TestResult } from '../../lib/runtime/live-server.ts';
import { installPythonTools } from '../lib/python.mts';
import { brokenClaims, practiceExperiments } from './check-practice.mts';
import { quizChecks } from './check-quizzes.mts';
import { createLocalServer } from '../webcontainer/local-server.mts';
import { createNativeServer } from './native-host.mts';

interface Program {
  readonly name: string;
  readonly files: TextFiles;
  /** What is wrong with the outcome; nothing when all is as it should be. */
  readonly judge: (goals: ReadonlyMap<string, TestResult>) => string[];
}

const GOALS = 'test_goals.py';
const FACTS = 'test_facts.py';

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

/** Pytest's report. Throws when there is none. */
async function runTests(server: LiveServer, project: ProjectFiles, tests: ProjectFiles): Promise<TestReport> {
  const result = await server.test(tests, { project });
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}\n${result.error.cause ?? ''}`);
  return result.value;
}

/** One line for each thing that was checked, and the count at the end. */
class Tally {
  private passed = 0;
  private failed = 0;

  note(name: string, wrong: readonly string[]): void {
    if (wrong.length === 0) this.passed++;
    else this.failed++;
    console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const line of wrong) console.log(`       ${line.replaceAll('\n', '\n       ')}`);
  }

  /** The exit code. */
  end(): number {
    console.log(`${String(this.passed)} passed, ${String(this.failed)} failed`);
    return this.failed === 0 ? 0 : 1;
  }
}

interface Place {
  readonly where: string;
  readonly server: LiveServer;
  readonly close?: () => void;
}

/** Prints each program's outcome and ends with `N passed, N failed`. Resolves with the exit code. */
export async function checkLessons(wanted: string | undefined, newServer: () => LiveServer): Promise<number> {
  const { lessons } = await getCourse();
  const { live, facts } = await getOwnCards();
  const experiments = practiceExperiments(await getPractice()).filter(
    ({ name }) => wanted === undefined || name.split(' ')[0] === wanted || name.startsWith(`${wanted}/`),
  );
  const withCards = wanted === undefined || wanted === 'cards';
  const chosenLessons = lessons.filter(({ slug }) => wanted === undefined || slug === wanted);
  const chosen: Checked[] = [
    ...chosenLessons,
    ...(withCards ? live.map(({ mistakes, ...card }) => ({ slug: `card ${card.slug}`, project: card, mistakes })) : []),
  ];
  if (chosen.length === 0 && experiments.length === 0) {
    const names = [...lessons.map(({ slug }) => slug), 'cards', 'myths', 'pitfalls'].join(', ');
    console.error(`There is no lesson "${wanted ?? ''}". What there is: ${names}`);
    return 2;
  }
  await installPythonTools();
  const container = createContainerServer();
  const places: readonly Place[] = [
    { where: 'live runtime', server: newServer() },
    { where: 'native CPython', server: createNativeServer() },
    { where: 'a WebContainer’s process', server: container.server, close: container.close },
  ];
  const tally = new Tally();
  // Each place has a process of its own, so they go side by side.
  await Promise.all(
    places.map(async (place) => {
      const { where, server, close } = place;
      for (const lesson of chosen) await checkLesson(lesson, place, tally);
      for (const lesson of chosenLessons)
        for (const { id, wrong } of quizChecks(lesson))
          tally.note(`${lesson.slug} question ${id} (${where})`, await wrong(server));
      for (const { name, experiment } of experiments)
        tally.note(`${name} (${where})`, await brokenClaims(server, experiment));
      if (withCards)
        tally.note(`what the cards say (${where})`, brokenFacts(await runTests(server, { 'app.py': '' }, facts)));
      if (wanted === undefined) await checkFinishedApp(place, tally);
      await server.stop();
      close?.();
    }),
  );
  return tally.end();
}

/** The adapter for WebContainers over a process of this machine (scripts/webcontainer). */
function createContainerServer(): { readonly server: LiveServer; readonly close: () => void } {
  const { server, containers } = createLocalServer();
  return { server, close: () => containers.teardown() };
}

async function checkLesson(lesson: Checked, { where, server }: Place, tally: Tally): Promise<void> {
  const { tests } = lesson.project;
  const goalTests = Object.fromEntries(Object.entries(tests).filter(([path]) => path !== FACTS));
  for (const { name, files, judge } of programs(lesson)) {
    // What is about Flask holds whatever the program is: once is enough.
    const report = await runTests(server, files, name === 'start' ? tests : goalTests);
    const goals = new Map(report.results.filter(({ id }) => id.includes(GOALS)).map((result) => [result.name, result]));
    tally.note(`${lesson.slug} ${name} (${where})`, [...judge(goals), ...brokenFacts(report)]);
  }
}

async function checkFinishedApp({ where, server }: Place, tally: Tally): Promise<void> {
  const files = Object.entries(getFinishedApp());
  const isTest = ([path]: readonly [string, string]): boolean => path.startsWith('tests/');
  const tests = files.filter(isTest).map(([path, text]) => [path.replace('tests/', ''), text] as const);
  const project = Object.fromEntries(files.filter((file) => !isTest(file)));
  const { results, exitCode } = await runTests(server, project, Object.fromEntries(tests));
  const bad = results.filter(({ outcome }) => outcome !== 'passed').map(({ id, message }) => `${id}: ${message}`);
  const silent = exitCode === 0 || bad.length > 0 ? [] : [`pytest ended with exit code ${String(exitCode)}`];
  tally.note(`the finished app (${where})`, [...bad, ...silent]);
}
