/** The answers of a question as radios; once committed, locked, with the right one and a wrong choice marked. */
'use client';

import { useId } from 'react';
import { CheckIcon, CloseIcon } from '@/components/ui/icons';
import type { PredictOption } from '@/lib/course/vocabulary';

interface PredictOptionsProps {
  readonly labelId: string;
  readonly options: readonly Pick<PredictOption, 'id' | 'text'>[];
  readonly chosen: string | null;
  /** The right one, once it may be known. */
  readonly answer: string | null;
  /** Committed, whether or not the right one may be known yet. */
  readonly locked: boolean;
  readonly onChoose: (id: string) => void;
}

export function PredictOptions({ labelId, options, chosen, answer, locked, onChoose }: PredictOptionsProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelId} aria-readonly={locked}>
      {options.map(({ id, text }) => {
        const verdict = answer === null ? undefined : id === answer ? 'right' : id === chosen ? 'wrong' : undefined;
        return (
          <label key={id} className="predict-option" data-verdict={verdict}>
            <input
              type="radio"
              name={name}
              value={id}
              checked={chosen === id}
              disabled={locked}
              onChange={() => onChoose(id)}
            />
            <span className="grow">{text}</span>
            {verdict === 'right' ? (
              <span className="flex items-center gap-1 text-sm text-s2">
                <CheckIcon /> <span className="sr-only">the right answer</span>
              </span>
            ) : null}
            {verdict === 'wrong' ? (
              <span className="flex items-center gap-1 text-sm text-s5">
                <CloseIcon /> <span className="sr-only">your answer</span>
              </span>
            ) : null}
          </label>
        );
      })}
    </div>
  );
}
