/** How far an experiment has come on a page, and running it. Knows no claims. */
'use client';

import { useState } from 'react';
import type { Experiment } from '@/lib/course/experiment-types';
import type { Observation } from '@/lib/experiment/observe';
import type { ServerFailure } from '@/lib/runtime/failures';
import type { ExperimentServer } from './use-experiments';

export interface Run {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  readonly observations: readonly Observation[];
  readonly failure: ServerFailure | null;
}

const NONE: Run = { status: 'idle', observations: [], failure: null };

/** @returns the run, and how to begin it anew; that resolves when it is over, with whether it came to its end. */
export function useRun(server: ExperimentServer, experiment: Experiment): readonly [Run, () => Promise<boolean>] {
  const [run, setRun] = useState(NONE);
  const begin = async (): Promise<boolean> => {
    setRun({ ...NONE, status: 'running' });
    const failure = await server.run(experiment, (observation) =>
      setRun((before) => ({ ...before, observations: [...before.observations, observation] })),
    );
    setRun((before) => ({ ...before, status: failure ? 'failed' : 'done', failure }));
    return failure === null;
  };
  return [run, begin];
}
