/**
 * A Sentry event as a page needs it (develop.sentry.dev/sdk/data-model/event-payloads). The SDK's JSON is somebody's program's:
 * whatever is not as documented is taken as absent, never trusted.
 */
import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);
const number = z.catch(z.optional(z.number()), undefined);
const record = z.catch(z.optional(z.record(z.string(), z.unknown())), undefined);
const lines = z.catch(z.optional(z.array(z.string())), undefined);

const frame = z.object({
  filename: text,
  abs_path: text,
  function: text,
  module: text,
  lineno: number,
  context_line: text,
  pre_context: lines,
  post_context: lines,
  in_app: z.catch(z.optional(z.boolean()), undefined),
  vars: record,
});
export type EventFrame = z.infer<typeof frame>;

const list = <T>(item: z.ZodMiniType<T>) =>
  z.catch(z.optional(z.object({ values: z.catch(z.array(item), []) })), undefined);

const exception = z.object({
  type: text,
  value: text,
  mechanism: z.catch(z.optional(z.object({ handled: z.catch(z.optional(z.boolean()), undefined) })), undefined),
  stacktrace: z.catch(z.optional(z.object({ frames: z.catch(z.array(frame), []) })), undefined),
});

const breadcrumb = z.object({ type: text, category: text, level: text, message: text });

/** Seconds since the epoch, or the text of RFC 3339. */
const moment = z.catch(z.optional(z.union([z.number(), z.string()])), undefined);

const event = z.object({
  event_id: text,
  timestamp: moment,
  start_timestamp: moment,
  level: text,
  message: text,
  logentry: z.catch(z.optional(z.object({ message: text, formatted: text })), undefined),
  exception: list(exception),
  breadcrumbs: list(breadcrumb),
  fingerprint: z.catch(z.optional(z.array(z.unknown())), undefined),
  transaction: text,
  environment: text,
  release: text,
  tags: record,
  user: record,
  request: record,
  extra: record,
  contexts: record,
});
export type TrackerEvent = z.infer<typeof event>;

/** Null when there is no object at all. */
export function readEvent(payload: unknown): TrackerEvent | null {
  const parsed = z.safeParse(event, payload);
  return parsed.success ? parsed.data : null;
}

/** Milliseconds since the epoch; null when it is no time. */
export function timeOf(value: string | number | undefined): number | null {
  const ms = typeof value === 'number' ? value * 1000 : Date.parse(value ?? '');
  return Number.isNaN(ms) ? null : ms;
}

/** What went wrong, in one line. */
export function titleOf(found: TrackerEvent): string {
  const last = found.exception?.values.at(-1);
  if (last)
    return last.value === undefined || last.value === ''
      ? (last.type ?? 'Error')
      : `${last.type ?? 'Error'}: ${last.value}`;
  return found.logentry?.formatted ?? found.logentry?.message ?? found.message ?? '(no message)';
}

/** Where: the innermost frame of the program's own, or what the SDK calls the transaction. */
export function culpritOf(found: TrackerEvent): string {
  const frames = found.exception?.values.at(-1)?.stacktrace?.frames ?? [];
  const own = frames.findLast(({ in_app: inApp }) => inApp === true);
  return own ? `${own.filename ?? own.module ?? ''} in ${own.function ?? '?'}` : (found.transaction ?? '');
}

/** What makes two events one issue: the SDK's fingerprint, or exception types and frames of the program's own. */
export function groupOf(found: TrackerEvent): string {
  const standard = standardGroup(found);
  const { fingerprint } = found;
  if (!fingerprint || fingerprint.length === 0) return JSON.stringify(standard);
  return JSON.stringify(
    fingerprint.flatMap((part) => (/^\{\{\s*default\s*\}\}$/.test(String(part)) ? standard : [String(part)])),
  );
}

function standardGroup(found: TrackerEvent): readonly string[] {
  const values = found.exception?.values ?? [];
  if (values.length === 0) return ['message', found.logentry?.message ?? found.message ?? ''];
  return values.flatMap(({ type, stacktrace }) => {
    const frames = stacktrace?.frames ?? [];
    const own = frames.filter(({ in_app: inApp }) => inApp === true);
    return [String(type), ...(own.length > 0 ? own : frames).map((at) => `${at.module ?? ''}:${at.function ?? ''}`)];
  });
}
