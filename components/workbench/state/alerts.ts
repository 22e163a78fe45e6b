/** The project's alert rules and how each stands, from the server's events. Pure. */
import type { AlertEvent, AlertRule, ServerEvent } from '@/lib/runtime/live-server';

export interface AlertsState {
  readonly rules: readonly AlertRule[];
  /** Why alerts.json cannot be used. */
  readonly problem: string | null;
  /** The latest of each rule that has ever fired, by name. A restart forgets what was before it, and so these. */
  readonly latest: Readonly<Record<string, AlertEvent>>;
}

export const NO_ALERTS: AlertsState = { rules: [], problem: null, latest: {} };

type Event = Extract<ServerEvent, { type: 'alert-rules' | 'alert' }>;

export const addToAlerts = (before: AlertsState, events: readonly Event[]): AlertsState =>
  events.reduce<AlertsState>(
    (state, event) =>
      event.type === 'alert-rules'
        ? { rules: event.rules, problem: event.problem, latest: {} }
        : { ...state, latest: { ...state.latest, [event.alert.name]: event.alert } },
    before,
  );

/** What a rule waits for, in words. */
export function conditionWords({ kind, threshold, windowSeconds }: AlertRule): string {
  const window = `within ${String(windowSeconds)} s`;
  if (kind === 'count') return `${String(threshold)} or more records ${window}`;
  if (kind === 'rate') return `${percent(threshold)} or more of the requests fail ${window}`;
  return `the error budget burns ${String(threshold)} times too fast ${window}`;
}

/** What it found, in the same measure. */
export function valueWords({ kind }: AlertRule, value: number): string {
  if (kind === 'count') return `${String(value)} records`;
  return kind === 'rate' ? percent(value) : `${value.toFixed(1)} times too fast`;
}

const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)} %`;

/** From the first error to the page, in seconds of the visitors' clock. */
export const secondsToPage = ({ time, firstErrorAt }: AlertEvent): string => ((time - firstErrorAt) / 1000).toFixed(1);
