/** All steps of a recording, indented as the calls were. */
'use client';

import { useEffect, useRef } from 'react';
import type { TraceStep } from '@/lib/runtime/live-server';
import { stepWords } from './step-words';

interface StepListProps {
  readonly steps: readonly TraceStep[];
  readonly at: number;
  readonly onGo: (to: number) => void;
}

const DEEPEST = 10;

export function StepList({ steps, at, onGo }: StepListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const { current: element } = list;
    // Where the list has no scroll bar of its own, the whole view would move away under the reader.
    if (!element || element.scrollHeight <= element.clientHeight) return;
    // Newer browsers return a promise, which is no clean-up.
    element.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ol ref={list} aria-label="Steps of the request" className="xray-list">
      {steps.map((step, index) => (
        <li
          key={step.n}
          data-kind={step.kind}
          style={{ paddingLeft: `${String(Math.min(step.depth, DEEPEST) * 0.9)}rem` }}
        >
          <button
            type="button"
            aria-current={index === at ? 'step' : undefined}
            data-own={step.place?.own === true || undefined}
            onClick={() => onGo(index)}
          >
            {stepWords(step)}
          </button>
        </li>
      ))}
    </ol>
  );
}
