/** What reviewing will ask for in the next two weeks, and how much is still known. */
import Link from 'next/link';
import { plural } from '@/components/review/words';
import type { Forecast } from '@/lib/review/forecast';
import { Bars } from './bars';
import { dayWords } from './day-words';

export function ForecastView({ forecast, due }: { readonly forecast: Forecast; readonly due: number }) {
  const { days, known, rated, inPlay } = forecast;
  if (inPlay === 0)
    return <p className="text-soft">No cards yet: they come in with the first goal that you reach in a lesson.</p>;
  const coming = days.reduce((sum, { reviews }) => sum + reviews, 0);
  return (
    <>
      <p>
        {plural(inPlay, 'card')} in play, {rated} of them reviewed.{' '}
        {known === null ? '' : `You probably still know ${String(Math.round(known * 100))} % of those. `}
        {due > 0 ? <Link href="/review">{plural(due, 'card')} for today</Link> : 'Nothing is due today'}.
      </p>
      <div className="mt-3">
        <Bars
          label={`Cards of the next ${String(days.length)} days: ${String(coming)} that come back, and new ones besides`}
          heads={['Day', 'Coming back', 'New']}
          topWords={(highest) => plural(highest, 'card')}
          bars={days.map(({ day, reviews, fresh }, index) => ({
            name: index === 0 ? 'Today' : dayWords(day),
            ...(index === 0 ? { mark: 'Today' } : index % 3 === 1 && index > 1 ? { mark: dayWords(day) } : {}),
            values: [reviews, fresh],
            words: [String(reviews), String(fresh)],
          }))}
        />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-5 text-sm text-soft">
        <span>
          <span className="bars-key" data-part="0" /> Come back
        </span>
        <span>
          <span className="bars-key" data-part="1" /> New, if you review every day
        </span>
      </p>
    </>
  );
}
