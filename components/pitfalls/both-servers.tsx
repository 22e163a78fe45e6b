/** The same requests to the wrong and the right program, on two servers: page, log and evidence side by side. */
'use client';

import { EvidenceList } from '@/components/practice/evidence-list';
import { DeveloperSide, VisitorSide } from '@/components/practice/observed';
import type { Run } from '@/components/practice/run-state';
import { RequestLine } from '@/components/practice/step-view';
import type { Experiment } from '@/lib/course/experiment-types';

interface BothServersProps {
  readonly slug: string;
  readonly wrong: { readonly experiment: Experiment; readonly run: Run };
  readonly right: { readonly experiment: Experiment; readonly run: Run };
}

const SIDES = [
  ['wrong', 'Wrong'],
  ['right', 'Right'],
] as const;

export function BothServers({ slug, wrong, right }: BothServersProps) {
  const sides = { wrong, right };
  return (
    <ol aria-label="The same requests to both" className="experiment">
      {wrong.experiment.steps.map((step, index) => {
        if (!wrong.run.observations[index] && !right.run.observations[index]) return null;
        return (
          <li key={index} className="experiment-step">
            {step.note === undefined ? null : <p className="experiment-note">{step.note}</p>}
            <div className="pair">
              {SIDES.map(([side, title]) => {
                const { experiment, run } = sides[side];
                const [own, observation] = [experiment.steps[index], run.observations[index]];
                const what = `${step.request?.method ?? ''} ${step.request?.path ?? ''}`;
                const name = `${what}, ${side}, step ${String(index + 1)} of ${slug}`;
                return (
                  <section key={side} aria-label={`${title}: ${what}`} className="min-w-0">
                    <p className="pair-title" data-side={side}>
                      {title}
                      {own?.mode === 'debug' ? <span className="experiment-tag">debug mode</span> : null}
                    </p>
                    {own && observation ? (
                      <>
                        <RequestLine step={own} observation={observation} />
                        <div className="observed observed-stacked">
                          <VisitorSide observation={observation} name={name} />
                          <DeveloperSide observation={observation} name={name} tracks={false} />
                        </div>
                        <EvidenceList evidence={own.evidence} observation={observation} />
                      </>
                    ) : (
                      <p className="text-sm text-soft">Not there yet.</p>
                    )}
                  </section>
                );
              })}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
