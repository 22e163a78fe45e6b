/** The prepared experiment of a myth: its programs, and what was observed at each step. */
'use client';

import { useState, type ReactNode } from 'react';
import { StepView } from '@/components/practice/step-view';
import type { Run } from '@/components/practice/run-state';
import { Chevron } from '@/components/ui/icons';
import type { Myth } from '@/lib/course/practice-types';

interface MythExperimentProps {
  readonly myth: Pick<Myth, 'slug' | 'experiment'>;
  /** By name of program: its title, '' where there is but one, and its listing. */
  readonly programs: Readonly<Record<string, { readonly title: string; readonly listing: ReactNode }>>;
  readonly run: Run;
  /** The first program is unfolded at first. */
  readonly isOpen: boolean;
  /** What begins it. */
  readonly children: ReactNode;
}

export function MythExperiment({ myth: { slug, experiment }, programs, run, isOpen, children }: MythExperimentProps) {
  const { steps } = experiment;
  // As it was when it came: a program that folds by itself moves the page under the reader.
  const [unfolded] = useState(isOpen);
  return (
    <>
      <div className="mt-4 grid gap-2">
        {Object.entries(programs).map(([name, { title, listing }], index) => (
          <details key={name} open={unfolded && index === 0} className="folded my-0">
            <summary>
              <Chevron />
              {title === '' ? 'The program' : `The program: ${title}`}
            </summary>
            <div className="grid gap-3 p-3 pt-1">{listing}</div>
          </details>
        ))}
      </div>
      {children}
      <ol aria-label="Steps of the experiment" className="experiment">
        {run.observations.map((observation, index) => {
          const step = steps[index];
          if (!step) return null;
          const { request, test, program, mode, restart, note } = step;
          const what = request ? `${request.method} ${request.path}` : (test ?? '');
          const how = [
            programs[program]?.title ?? '',
            mode === 'debug' ? 'debug mode' : '',
            restart ? 'a new process' : '',
          ];
          return (
            <li key={index} className="experiment-step">
              <p className="experiment-note">
                {how
                  .filter((word) => word !== '')
                  .map((word) => (
                    <span key={word} className="experiment-tag">
                      {word}
                    </span>
                  ))}
                {note}
              </p>
              <StepView step={step} name={`${what}, step ${String(index + 1)} of ${slug}`} observation={observation} />
            </li>
          );
        })}
      </ol>
    </>
  );
}
