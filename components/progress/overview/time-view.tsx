/** Time spent: the last four weeks day by day, and how it is measured. */
import { spentWords } from '@/components/review/words';
import { dayOf, daysOn } from '@/lib/progress/days';
import type { Attention } from '@/lib/progress/records';
import { Bars } from './bars';
import { dayWords } from './day-words';

const DAYS = 28;
const MINUTE = 60_000;

interface TimeViewProps {
  readonly attention: readonly Attention[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function TimeView({ attention, now }: TimeViewProps) {
  const byDay = new Map<string, number>();
  for (const { day, ms } of attention) byDay.set(day, (byDay.get(day) ?? 0) + ms);
  const total = [...byDay.values()].reduce((sum, ms) => sum + ms, 0);
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(daysOn(now, index - DAYS + 1)));
  const active = [...byDay.values()].filter((ms) => ms >= MINUTE).length;
  return (
    <>
      <p>
        {total === 0
          ? 'Nothing measured yet.'
          : `${spentWords(total)} in all, on ${String(Math.max(1, active))} ${active > 1 ? 'days' : 'day'}.`}
      </p>
      <div className="mt-3">
        <Bars
          label={`Time spent on each of the last ${String(DAYS)} days; ${spentWords(days.reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0))} together`}
          heads={['Day', 'Time']}
          topWords={spentWords}
          bars={days.map((day, index) => ({
            name: dayWords(day),
            ...(index % 7 === 6 ? { mark: dayWords(day) } : {}),
            values: [byDay.get(day) ?? 0],
            words: [spentWords(byDay.get(day) ?? 0)],
          }))}
        />
      </div>
      <p className="mt-2 text-sm text-soft">
        Counted while a lesson or the review is in sight, its window has the focus, and you did something in the last
        minute.
      </p>
    </>
  );
}
