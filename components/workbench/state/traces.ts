/** Recorded requests and their steps, the oldest first. Old recordings are let go. Knows events, not views. */
import type { ServerEvent, TraceStep } from '@/lib/runtime/live-server';

export interface Trace {
  /** The exchange's id. */
  readonly id: string;
  readonly steps: readonly TraceStep[];
}

const MOST = 30;

type TraceEvent = Extract<ServerEvent, { type: 'trace' }>;

export function addToTraces(before: readonly Trace[], events: readonly TraceEvent[]): readonly Trace[] {
  if (events.length === 0) return before;
  const traces = new Map(before.map(({ id, steps }) => [id, [...steps]]));
  for (const { requestId, step } of events) {
    const steps = traces.get(requestId);
    if (steps) steps.push(step);
    else traces.set(requestId, [step]);
  }
  return [...traces].map(([id, steps]) => ({ id, steps })).slice(-MOST);
}
