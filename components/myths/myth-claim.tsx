/** A claim to commit to: true or false, and how sure. Once committed it is locked; the verdict may come later. */
'use client';

import { useId, useState } from 'react';
import { ConfidenceChoice } from '@/components/quiz/confidence-choice';
import { PredictOptions } from '@/components/quiz/predict-options';
import type { CommittedAnswer } from '@/components/quiz/use-answers';
import type { Confidence } from '@/lib/progress/records';

export const CHOICES = [
  { id: 'true', text: 'True' },
  { id: 'false', text: 'False' },
] as const;

interface MythClaimProps {
  readonly labelId: string;
  /** What was committed, if anything was. */
  readonly committed: CommittedAnswer | null;
  /** The right choice, once it may be known. */
  readonly truth: string | null;
  readonly onCommit: (choice: string, confidence: Confidence) => void;
}

export function MythClaim({ labelId, committed, truth, onCommit }: MythClaimProps) {
  const [choice, setChoice] = useState<string | null>(null);
  const [confidence, setConfidence] = useState<Confidence | null>(null);
  const [asked, setAsked] = useState(false);
  const statusId = useId();
  const missing =
    choice === null ? 'Choose true or false first.' : confidence === null ? 'Say how sure you are, too.' : '';

  const submit = (): void => {
    if (choice === null || confidence === null) setAsked(true);
    else onCommit(choice, confidence);
  };

  return (
    <>
      <div className="claim-choice">
        <PredictOptions
          labelId={labelId}
          options={CHOICES}
          chosen={committed?.choice ?? choice}
          answer={truth}
          locked={committed !== null}
          onChoose={setChoice}
        />
      </div>
      {committed ? null : (
        <>
          <ConfidenceChoice chosen={confidence} onChoose={setConfidence} />
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <button type="button" className="button" aria-describedby={statusId} onClick={submit}>
              Commit answer
            </button>
            <span id={statusId} role="status" className="text-sm text-s5">
              {asked ? missing : ''}
            </span>
          </div>
        </>
      )}
    </>
  );
}
