/** What was claimed of a step, each with whether it was so. Judged from what the server really answered. */
import { CheckIcon, CloseIcon } from '@/components/ui/icons';
import type { Evidence } from '@/lib/course/experiment-types';
import { judge } from '@/lib/experiment/judge';
import type { Observation } from '@/lib/experiment/observe';
import './evidence.css';

interface EvidenceListProps {
  readonly evidence: Evidence;
  readonly observation: Observation;
}

export function EvidenceList({ evidence, observation }: EvidenceListProps) {
  return (
    <ul aria-label="Evidence" className="evidence">
      {judge(evidence, observation).map(({ says, holds, instead }) => (
        <li key={says} data-holds={holds}>
          {holds ? <CheckIcon className="size-3.5 text-s2" /> : <CloseIcon className="size-3.5 text-s5" />}
          <span className="min-w-0">
            <span className="sr-only">{holds ? 'Observed: ' : 'Not observed: '}</span>
            {says}
            {instead === '' ? null : <span className="text-soft"> {instead}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
