/** The switchboard: what the project depends on, how it is to behave, and what was asked of it. */
'use client';

import { StatusChip } from '@/components/ui/status-chip';
import {
  DATABASE_CONDITIONS,
  UPSTREAM_CONDITIONS,
  type DatabaseCondition,
  type Upstream,
  type UpstreamCondition,
} from '@/lib/runtime/live-server';
import { HEALTHY } from '../state/upstreams';
import { useBench, useBenchState } from '../workbench-context';

const UPSTREAM_WORDS: Record<UpstreamCondition, string> = {
  normal: 'Normal',
  slow: 'Slow',
  timeout: 'Never answers',
  refuse: 'Refuses connections',
  '500': 'Answers 500',
  '503': 'Answers 503, Retry-After: 30',
  malformed: 'Answers nonsense',
  truncated: 'Cuts the body off',
  flapping: 'Fails now and then',
};

const DATABASE_WORDS: Record<DatabaseCondition, string> = {
  normal: 'Normal',
  locked: 'Locked by another process',
  full: 'Disk full (raised in the statement’s place)',
  constraint: 'Constraint in the way (raised in the statement’s place)',
};

export function UpstreamsView() {
  const { store } = useBench();
  const { declared, databases, databaseSettings, calls } = useBenchState((state) => state.upstreams);
  const conditionOf = (condition: string): string =>
    condition in UPSTREAM_WORDS ? UPSTREAM_WORDS[condition as UpstreamCondition] : condition;
  return (
    <div className="h-full overflow-auto text-[0.8125rem]">
      {declared.length + databases.length === 0 ? (
        <p className="px-3 py-3 text-sm text-soft">
          This project depends on nothing. <code>upstreams/NAME.py</code> with <code>URL</code> and a WSGI{' '}
          <code>app</code> declares a service.
        </p>
      ) : null}
      <div className="grid gap-2 px-3 py-2">
        {declared.map((upstream) => (
          <Switch key={upstream.name} upstream={upstream} />
        ))}
        {databases.map((path) => (
          <label key={path} className="flex flex-wrap items-center gap-2">
            <span className="min-w-40 font-mono font-semibold break-all">{path}</span>
            <select
              className="bench-select"
              aria-label={`Condition of ${path}`}
              value={databaseSettings[path] ?? 'normal'}
              onChange={(event) => {
                const condition = DATABASE_CONDITIONS.find((one) => one === event.target.value) ?? 'normal';
                store.dispatch({ type: 'database-set', path, condition });
              }}
            >
              {DATABASE_CONDITIONS.map((condition) => (
                <option key={condition} value={condition}>
                  {DATABASE_WORDS[condition]}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {declared.length + databases.length === 0 ? null : (
        <p className="px-3 pb-2 text-soft">A change holds from the next request on.</p>
      )}
      {calls.length === 0 ? null : (
        <table aria-label="Upstream calls" className="w-full border-collapse border-t border-line tabular-nums">
          <thead className="text-left text-xs text-faint">
            <tr className="border-b border-line [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-semibold">
              <th scope="col">Upstream</th>
              <th scope="col">Asked</th>
              <th scope="col">Answer</th>
              <th scope="col">Condition</th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call, index) => (
              <tr key={calls.length - index} className="border-b border-line [&>td]:px-3 [&>td]:py-1">
                <td>{call.upstream}</td>
                <td className="font-mono break-all">
                  {call.method === '' ? 'a connection' : `${call.method} ${call.path}`}
                </td>
                <td>
                  <StatusChip status={call.status} /> <span className="text-soft">{call.error}</span>
                </td>
                <td className="text-soft">{conditionOf(call.condition)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Switch({ upstream: { name, url } }: { readonly upstream: Upstream }) {
  const { store } = useBench();
  const setting = useBenchState((state) => state.upstreams.settings[name]) ?? HEALTHY;
  const set = (change: Partial<typeof HEALTHY>): void => store.dispatch({ type: 'upstream-set', name, change });
  return (
    <div role="group" aria-label={name} className="flex flex-wrap items-center gap-2">
      <span className="min-w-40">
        <span className="font-semibold">{name}</span>{' '}
        <span className="font-mono text-xs break-all text-soft">{url}</span>
      </span>
      <select
        className="bench-select"
        aria-label={`Condition of ${name}`}
        value={setting.condition}
        onChange={(event) =>
          set({ condition: UPSTREAM_CONDITIONS.find((one) => one === event.target.value) ?? 'normal' })
        }
      >
        {UPSTREAM_CONDITIONS.map((condition) => (
          <option key={condition} value={condition}>
            {UPSTREAM_WORDS[condition]}
          </option>
        ))}
      </select>
      {setting.condition === 'slow' ? (
        <NumberField label="Seconds" value={setting.seconds} most={60} onChange={(seconds) => set({ seconds })} />
      ) : null}
      {setting.condition === 'flapping' ? (
        <NumberField label="Seed" value={setting.seed} most={9999} onChange={(seed) => set({ seed })} />
      ) : null}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  return (
    <label className="flex items-center gap-1.5">
      <span className="text-soft">{label}</span>
      <input
        type="number"
        className="bench-field w-20"
        min={0}
        max={most}
        step={1}
        value={value}
        onChange={(event) => {
          const typed = event.target.valueAsNumber;
          if (typed >= 0 && typed <= most) onChange(typed);
        }}
      />
    </label>
  );
}
