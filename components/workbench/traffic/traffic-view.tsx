/** Visitors on the learner's server: how many, how fast, and what they got. */
'use client';

import { useMemo, useState } from 'react';
import { SPEEDS, seriesOf, summaryOf, type Summary } from '../state/traffic';
import { useBench, useBenchState } from '../workbench-context';
import { Chart } from './chart';

const MOST = 5000;

export function TrafficView() {
  const { store, traffic: run } = useBench();
  const traffic = useBenchState((state) => state.traffic);
  const down = useBenchState((state) => state.server.status === 'failed');
  const [seed, setSeed] = useState(1);
  const [requests, setRequests] = useState(200);
  const { outcomes, status, failure } = traffic;
  const summary = useMemo(() => summaryOf(outcomes), [outcomes]);
  const series = useMemo(() => seriesOf(outcomes), [outcomes]);
  const going = status === 'drawing' || status === 'running';

  return (
    <div className="h-full overflow-auto px-3 py-2 text-[0.8125rem]">
      <form
        className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (going) run.stop();
          else void run.start({ seed, requests });
        }}
      >
        <Field label="Requests" value={requests} least={1} most={MOST} disabled={going} onChange={setRequests} />
        <Field label="Seed" value={seed} least={0} most={999_999} disabled={going} onChange={setSeed} />
        <label className="flex items-center gap-1.5">
          <span className="text-soft">Speed</span>
          <select
            className="bench-select"
            value={traffic.speed}
            onChange={({ target }) => store.dispatch({ type: 'traffic-speed', speed: Number(target.value) })}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {speed}×
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={`button bench-small ${going ? 'button-quiet' : ''}`}>
          {going ? 'Stop traffic' : 'Start traffic'}
        </button>
        <span role="status" className="text-soft">
          {wordsOf(status, outcomes.length, traffic.planned)}
        </span>
      </form>
      {failure ? (
        <p className="bench-notice" data-tone="bad" data-failure={failure.code}>
          {failure.message} {failure.suggestion}
        </p>
      ) : null}
      {down && going ? (
        <p className="bench-notice" data-tone="warn">
          The server is down: every visitor is refused until it runs again.
        </p>
      ) : null}
      {outcomes.length === 0 ? (
        <p className="text-soft">
          Visitors come by chance, look at a few pages with pauses, keep their cookies, and some mean harm. They ask for
          the routes of your app, or for what <code>traffic.json</code> says.
        </p>
      ) : (
        <>
          <Facts summary={summary} />
          <Chart
            label={`Requests by status over ${String(series.seconds.at(-1) ?? 0)} seconds`}
            unit=""
            seconds={series.seconds}
            lines={[
              { name: '2xx', colour: '--s2', values: series.classes['2xx'] },
              { name: '3xx', colour: '--s3', values: series.classes['3xx'] },
              { name: '4xx', colour: '--s4', values: series.classes['4xx'], dash: [6, 3] },
              { name: '5xx', colour: '--s5', values: series.classes['5xx'], dash: [2, 2] },
              { name: 'no answer', colour: '--ink', values: series.classes.none, dash: [1, 3] },
            ]}
          />
          <Chart
            label="Time to the answer in milliseconds"
            unit=" ms"
            seconds={series.seconds}
            lines={[
              { name: 'p50', colour: '--s2', values: series.p50 },
              { name: 'p95', colour: '--s4', values: series.p95, dash: [6, 3] },
              { name: 'p99', colour: '--s5', values: series.p99, dash: [2, 2] },
            ]}
          />
        </>
      )}
    </div>
  );
}

function wordsOf(status: string, sent: number, planned: number): string {
  if (status === 'drawing') return 'Drawing visitors…';
  if (status === 'running') return `${String(sent)} of ${String(planned)} sent`;
  if (status === 'stopped') return `Stopped after ${String(sent)} of ${String(planned)}.`;
  return status === 'done' ? `All ${String(sent)} sent.` : '';
}

function Facts({ summary }: { readonly summary: Summary }) {
  const { classes } = summary;
  const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  const facts: readonly (readonly [string, string | number])[] = [
    ['Answered 2xx', classes['2xx']],
    ['Redirected 3xx', classes['3xx']],
    ['Client errors 4xx', classes['4xx']],
    ['Server errors 5xx', classes['5xx']],
    ['No answer', classes.none],
    ['p50, p95, p99', `${ms(summary.p50)}, ${ms(summary.p95)}, ${ms(summary.p99)}`],
    ['Visitors', summary.visitors],
    ['Visitors who saw a raw error page', summary.hurt],
    ['Visitors helped by a fallback', summary.helped],
    ['Requests that meant harm', summary.malicious],
  ];
  return (
    <dl aria-label="Traffic so far" className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-6 pb-2">
      {facts.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-2 border-b border-line py-0.5">
          <dt className="text-soft">{name}</dt>
          <dd className="font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

function Field({ label, value, least, most, disabled, onChange }: FieldProps) {
  return (
    <label className="flex items-center gap-1.5">
      <span className="text-soft">{label}</span>
      <input
        type="number"
        className="bench-field w-20"
        min={least}
        max={most}
        step={1}
        required
        disabled={disabled}
        value={Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}
