/** How sure the learner is, before the truth is shown: a surprise while certain teaches most. */
'use client';

import { useId } from 'react';
import type { Confidence } from '@/lib/progress/records';

const LEVELS: readonly Confidence[] = ['guess', 'fairly', 'certain'];

interface ConfidenceChoiceProps {
  readonly chosen: Confidence | null;
  readonly onChoose: (level: Confidence) => void;
}

export function ConfidenceChoice({ chosen, onChoose }: ConfidenceChoiceProps) {
  const name = useId();
  return (
    <fieldset className="confidence mt-3" aria-label="Confidence">
      <span aria-hidden="true">How sure?</span>
      {LEVELS.map((level) => (
        <label key={level}>
          <input type="radio" name={name} value={level} checked={chosen === level} onChange={() => onChoose(level)} />
          {level}
        </label>
      ))}
    </fieldset>
  );
}
