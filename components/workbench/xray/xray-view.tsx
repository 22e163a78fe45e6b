/** One recorded request: a picture of its way, the steps as a list, and the step that is looked at. */
'use client';

import { useEffect, useState, type KeyboardEvent } from 'react';
import { useBench, useBenchState } from '../workbench-context';
import { Candidates } from './candidates';
import { Picture } from './picture';
import { Player } from './player';
import { PlaceLink } from '../place-link';
import { StepList } from './step-list';
import { stepWords } from './step-words';
import './xray.css';

const STEP_MS = 900;

export function XrayView() {
  const { store } = useBench();
  const traces = useBenchState((state) => state.traces);
  const network = useBenchState((state) => state.network);
  const always = useBenchState((state) => state.recordAlways);
  const [chosen, setChosen] = useState<string | null>(null);
  const [position, setPosition] = useState(0);
  const [playing, setPlaying] = useState(false);

  const trace = traces.find(({ id }) => id === chosen) ?? traces.at(-1);
  const steps = trace?.steps ?? [];
  const last = steps.length - 1;
  // Until somebody steps, the newest recording is shown from its beginning.
  const [shown, setShown] = useState<string | null>(null);
  if (trace && trace.id !== shown) {
    setShown(trace.id);
    setPosition(0);
    setPlaying(false);
  }
  const at = Math.min(position, Math.max(last, 0));
  const step = steps[at];

  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      setPosition(at + 1);
      if (at + 1 >= last) setPlaying(false);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last]);

  const go = (to: number): void => {
    setPlaying(false);
    setPosition(Math.max(0, Math.min(last, to)));
  };

  const press = (event: KeyboardEvent): void => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    const field = event.target instanceof HTMLElement && event.target.closest('select, input');
    if (to === undefined || field || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };

  const label = (id: string): string => {
    const entry = network.find((candidate) => candidate.id === id);
    return entry ? `${entry.request.method} ${entry.request.path}` : `Request ${id}`;
  };

  return (
    // The arrow keys are a second way to what the buttons do.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="xray" onKeyDown={press}>
      <div className="xray-bar">
        <label className="flex min-w-0 items-center gap-2">
          <span className="text-soft">Recorded request</span>
          <select
            className="bench-select min-w-0"
            value={trace?.id ?? ''}
            disabled={!trace}
            onChange={(event) => setChosen(event.target.value)}
          >
            {trace ? null : <option value="">none yet</option>}
            {traces.toReversed().map(({ id }) => (
              <option key={id} value={id}>
                {label(id)}
              </option>
            ))}
          </select>
        </label>
        <label className="ml-auto flex items-center gap-1.5 text-soft">
          <input
            type="checkbox"
            checked={always}
            onChange={(event) => store.dispatch({ type: 'record-always', on: event.target.checked })}
          />
          Record while another view is open
        </label>
      </div>
      {step ? (
        <div className="xray-body">
          <Picture steps={steps} at={at} />
          <Player
            at={at}
            count={steps.length}
            playing={playing}
            onGo={go}
            onPlay={() => {
              if (!playing && at === last) setPosition(0);
              setPlaying(!playing);
            }}
          />
          <div className="xray-parts">
            <section aria-label="Step" className="xray-step">
              <p role="status" className="font-medium">
                {stepWords(step)}
              </p>
              {step.place && step.place.line > 0 ? (
                <p className="text-soft">
                  <PlaceLink file={step.place.file} line={step.place.line} />, in {step.place.function}
                </p>
              ) : null}
              {step.candidates && step.candidates.length > 0 ? <Candidates candidates={step.candidates} /> : null}
            </section>
            <StepList steps={steps} at={at} onGo={go} />
          </div>
        </div>
      ) : (
        <p className="px-3 py-3 text-sm text-soft">
          While this view is open, every request is recorded on its way through Flask and your code. Send one.
        </p>
      )}
    </div>
  );
}
