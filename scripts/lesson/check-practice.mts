/**
 * Proves the myths and pitfalls: runs each experiment and looks for its evidence, in the live runtime and under native
 * CPython. What a page shows the learner is judged by the same code.
 */
import type { Experiment } from '../../lib/course/experiment-types.ts';
import type { Practice } from '../../lib/course/load-practice.ts';
import { judge } from '../../lib/experiment/judge.ts';
import { observe } from '../../lib/experiment/observe.ts';
import type { LiveServer } from '../../lib/runtime/live-server.ts';

export interface NamedExperiment {
  readonly name: string;
  readonly experiment: Experiment;
}

/** Every experiment of the two pages, as `check` names them: `myths/<slug>`, `pitfalls/<slug> wrong`. */
export const practiceExperiments = ({ myths, pitfalls }: Practice): readonly NamedExperiment[] => [
  ...myths.map(({ slug, experiment }) => ({ name: `myths/${slug}`, experiment })),
  ...pitfalls.flatMap(({ slug, wrong, right }) => [
    { name: `pitfalls/${slug} wrong`, experiment: wrong },
    { name: `pitfalls/${slug} right`, experiment: right },
  ]),
];

/** Sentences for all that was claimed and not observed; none when every claim holds. */
export async function brokenClaims(server: LiveServer, experiment: Experiment): Promise<readonly string[]> {
  const observations = await observe(server, experiment);
  return experiment.steps.flatMap((step, index) => {
    const name = step.request ? `${step.request.method} ${step.request.path}` : (step.test ?? '');
    const observation = observations[index];
    if (!observation) return [`step ${String(index + 1)}, ${name}, was not reached`];
    return judge(step.evidence, observation)
      .filter(({ holds }) => !holds)
      .map(({ says, instead }) => `step ${String(index + 1)}, ${name}: ${says} ${instead}`);
  });
}
