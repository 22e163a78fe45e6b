/** How sure the learner was, against how right: a bar for each level, and the same in words. */
import { FigureTable } from './bars';
import { calibrationWords, type CalibrationLevel } from '@/lib/progress/calibration';
import type { Confidence } from '@/lib/progress/records';

const NAMES: Readonly<Record<Confidence, string>> = { guess: 'A guess', fairly: 'Fairly sure', certain: 'Certain' };

const percent = ({ right, answered }: CalibrationLevel): string =>
  answered === 0 ? '' : `${String(Math.round((100 * right) / answered))} %`;

export function CalibrationView({ levels }: { readonly levels: readonly CalibrationLevel[] }) {
  const answered = levels.reduce((sum, level) => sum + level.answered, 0);
  const right = levels.reduce((sum, level) => sum + level.right, 0);
  if (answered === 0)
    return (
      <p className="text-soft">
        Nothing predicted yet. Lessons ask what the server will do before they show it, and how sure you are.
      </p>
    );
  const words = calibrationWords(levels);
  return (
    <>
      <p>
        {right} of {answered} right. {words}
      </p>
      <div
        role="img"
        aria-label={`How often you were right: ${levels.map(levelWords).join('; ')}`}
        className="mt-4 grid gap-2.5"
      >
        {levels.map((level) => (
          <div
            key={level.confidence}
            className="grid grid-cols-[5.5rem_minmax(0,1fr)_6.5rem] items-center gap-3 text-sm"
          >
            <span>{NAMES[level.confidence]}</span>
            <span className="h-3 overflow-hidden rounded bg-line">
              <span
                className="block h-full rounded bg-accent"
                style={{ width: level.answered === 0 ? 0 : `${String((100 * level.right) / level.answered)}%` }}
              />
            </span>
            <span className="text-soft tabular-nums">
              {level.answered === 0 ? 'never' : `${String(level.right)} of ${String(level.answered)} right`}
            </span>
          </div>
        ))}
      </div>
      <div className="mt-3">
        <FigureTable
          heads={['How sure', 'Answers', 'Right', 'Share']}
          rows={levels.map((level) => [
            NAMES[level.confidence],
            String(level.answered),
            String(level.right),
            percent(level),
          ])}
        />
      </div>
    </>
  );
}

const levelWords = (level: CalibrationLevel): string =>
  level.answered === 0
    ? `${NAMES[level.confidence].toLowerCase()}, never`
    : `${NAMES[level.confidence].toLowerCase()}, ${String(level.right)} of ${String(level.answered)}`;
