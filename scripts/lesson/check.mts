/**
 * `npm run lesson -- check [SLUG]`: proves a lesson with its own programs, in the live runtime, in a WebContainer’s process
 * and under native CPython: the start fails its goals, the solution passes all, each mistake gets its own message, facts
 * hold everywhere, questions have the answer that the server gives. Myths and pitfalls are proved by their evidence, in
 * the live runtime and under native CPython: `check myths`, `check pitfalls/half-the-work`. Review cards with a program
 * are proved as lessons are, and what the others say by tests: `check cards`.
 */
import { getCourse, getFinishedApp, getOwnCards, getPractice } from '../../lib/course/course.ts';
import type { LiveServer } from '../../lib/runtime/live-server.ts';
import { brokenFirstAnswer } from './first-answer.mts';
import { installPythonTools } from '../lib/python.mts';
import { brokenClaims, practiceExperiments } from './check-practice.mts';
import { quizChecks } from './check-quizzes.mts';
import { createLocalServer } from '../webcontainer/local-server.mts';
import { createNativeServer } from './native-host.mts';
import { brokenFacts, proofsOf, runTests, type Checked } from './prove-lesson.mts';

/** One line for each thing that was checked; at the end once more what failed, which may be far above, and the count. */
class Tally {
  private passed = 0;
  private readonly failed: string[] = [];

  note(name: string, wrong: readonly string[]): void {
    if (wrong.length === 0) {
      this.passed++;
      console.log(`ok     ${name}`);
      return;
    }
    const text = [`FAILED ${name}`, ...wrong].join('\n').replaceAll('\n', '\n       ');
    this.failed.push(text);
    console.log(text);
  }

  /** The exit code. */
  end(): number {
    for (const text of this.failed) console.log(text);
    console.log(`${String(this.passed)} passed, ${String(this.failed.length)} failed`);
    return this.failed.length === 0 ? 0 : 1;
  }
}

/** Myths and pitfalls are `practice`. Lessons come with their questions, cards with the finished app. */
type Part = 'lessons' | 'cards' | 'practice';

interface Place {
  readonly where: string;
  readonly server: LiveServer;
  readonly proves: readonly Part[];
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
  const cards = withCards
    ? live.map(({ mistakes, ...card }): Checked => ({ slug: `card ${card.slug}`, project: card, mistakes }))
    : [];
  if (chosenLessons.length + cards.length === 0 && experiments.length === 0) {
    const names = [...lessons.map(({ slug }) => slug), 'cards', 'myths', 'pitfalls'].join(', ');
    console.error(`There is no lesson "${wanted ?? ''}". What there is: ${names}`);
    return 2;
  }
  await installPythonTools();
  const container = createContainerServer();
  const places: readonly Place[] = [
    {
      where: 'live runtime',
      server: newServer(),
      // The browser tests look for the same evidence in the sandbox: once in the live runtime is enough for a whole run.
      proves: wanted === undefined ? ['lessons', 'cards'] : ['lessons', 'cards', 'practice'],
    },
    { where: 'native CPython', server: createNativeServer(), proves: ['lessons', 'cards', 'practice'] },
    { where: 'a WebContainer’s process', server: container.server, proves: ['lessons'], close: container.close },
  ];
  const tally = new Tally();
  // Each place has a process of its own, so they go side by side.
  await Promise.all(
    places.map(async (place) => {
      const { where, server, proves, close } = place;
      for (const lesson of [...chosenLessons, ...(proves.includes('cards') ? cards : [])])
        for (const { name, wrong } of proofsOf(lesson))
          tally.note(`${lesson.slug} ${name} (${where})`, await wrong(server));
      for (const lesson of chosenLessons)
        for (const { id, wrong } of quizChecks(lesson))
          tally.note(`${lesson.slug} question ${id} (${where})`, await wrong(server));
      if (proves.includes('practice'))
        for (const { name, experiment } of experiments)
          tally.note(`${name} (${where})`, await brokenClaims(server, experiment));
      if (proves.includes('cards') && withCards)
        tally.note(`what the cards say (${where})`, brokenFacts(await runTests(server, { 'app.py': '' }, facts)));
      if (proves.includes('cards') && wanted === undefined) await checkFinishedApp(place, tally);
      await server.stop();
      close?.();
    }),
  );
  for (const { slug, project } of chosenLessons)
    tally.note(`${slug} first answer without the library`, await brokenFirstAnswer(project, newServer));
  return tally.end();
}

/** The adapter for WebContainers over a process of this machine (scripts/webcontainer). */
function createContainerServer(): { readonly server: LiveServer; readonly close: () => void } {
  const { server, containers } = createLocalServer();
  return { server, close: () => containers.teardown() };
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
