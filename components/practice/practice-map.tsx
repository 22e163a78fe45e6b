/** The entries of a page of practice as numbers: where they are, and which are done, by shape as well as colour. */
import type { CommittedAnswers } from '@/components/quiz/use-answers';
import { CheckIcon, CloseIcon } from '@/components/ui/icons';

interface PracticeMapProps {
  readonly label: string;
  /** What one entry is called. */
  readonly word: string;
  readonly entries: readonly (readonly [slug: string, title: string])[];
  /** Answers whose verdict may be known. */
  readonly known: CommittedAnswers;
}

export function PracticeMap({ label, word, entries, known }: PracticeMapProps) {
  return (
    <nav aria-label={label} className="no-print">
      <ol className="myth-map">
        {entries.map(([slug, title], index) => {
          const answer = known.get(slug);
          return (
            <li key={slug}>
              <a href={`#${slug}`} title={title} data-verdict={answer ? (answer.correct ? 'right' : 'wrong') : 'open'}>
                <span className="sr-only">{word} </span>
                {index + 1}
                {answer ? answer.correct ? <CheckIcon className="size-3" /> : <CloseIcon className="size-3" /> : null}
                {answer ? <span className="sr-only">{answer.correct ? ', right' : ', not right at first'}</span> : null}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
