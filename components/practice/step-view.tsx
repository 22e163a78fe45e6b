/** One step of an experiment after it ran: the request, both sides of its answer, and the evidence. */
'use client';

import { StatusChip } from '@/components/ui/status-chip';
import type { Step } from '@/lib/course/experiment-types';
import { addressOf, type Observation } from '@/lib/experiment/observe';
import { EvidenceList } from './evidence-list';
import { DeveloperSide, VisitorSide } from './observed';

interface StepViewProps {
  readonly step: Step;
  /** What names this step among all on the page. */
  readonly name: string;
  readonly observation: Observation;
}

export function StepView({ step, name, observation }: StepViewProps) {
  return (
    <>
      {step.request ? <RequestLine step={step} observation={observation} /> : null}
      {step.test === undefined ? (
        <div className="observed">
          <VisitorSide observation={observation} name={name} />
          <DeveloperSide observation={observation} name={name} tracks={tracksIn(step)} />
        </div>
      ) : (
        <TestResult observation={observation} />
      )}
      <EvidenceList evidence={step.evidence} observation={observation} />
    </>
  );
}

const tracksIn = ({ evidence }: Step): boolean => evidence.tracker !== undefined || evidence.tracked !== undefined;

export function RequestLine({ step, observation }: Pick<StepViewProps, 'step' | 'observation'>) {
  const { method = '', path = '' } = step.request ?? {};
  return (
    <div className="observed-address">
      <span className="text-faint">{method}</span>
      <span className="min-w-0 truncate">{addressOf(path)}</span>
      <StatusChip status={observation.response?.status ?? null} />
    </div>
  );
}

function TestResult({ observation: { test, failure } }: Pick<StepViewProps, 'observation'>) {
  const outcome = test?.outcome === 'passed' ? 'passed' : 'failed';
  return (
    <div className="observed-test" data-goal={outcome}>
      <p className="font-mono text-[0.8rem]">
        <strong className={outcome === 'passed' ? 'text-s2' : 'text-s5'}>{outcome}</strong> {test?.name}
      </p>
      {test?.message ? <pre className="mt-1 font-mono text-[0.76rem] whitespace-pre-wrap">{test.message}</pre> : null}
      {failure ? (
        <p data-failure={failure.code}>
          {failure.message} {failure.suggestion}
        </p>
      ) : null}
    </div>
  );
}
