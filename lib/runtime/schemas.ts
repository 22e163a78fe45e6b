/**
 * Shapes that come from somewhere else more than once: from an interpreter (protocol.ts), and from a live server in another
 * process (remote/messages.ts). Each is held to its type in live-server.ts.
 */
import * as z from 'zod/mini';
import { TRACE_KINDS } from './live-server.ts';
import type {
  AlertEvent,
  JobEvent,
  LogRecord,
  PlannedRequest,
  TestReport,
  TestResult,
  TraceStep,
  UpstreamCall,
  WrittenFile,
} from './live-server.ts';

export const location = z.object({ file: z.string(), line: z.number() });
export const nullableString = z.nullable(z.string());

const traceback = z.object({
  type: z.string(),
  message: z.string(),
  frames: z.array(
    z.object({ file: z.string(), line: z.number(), function: z.string(), source: z.string(), own: z.boolean() }),
  ),
  text: z.string(),
});

export const logRecord = z.object({
  seq: z.number(),
  requestId: nullableString,
  time: z.number(),
  level: z.string(),
  levelNumber: z.number(),
  logger: z.string(),
  message: z.string(),
  location: z.object({ file: z.string(), line: z.number(), function: z.string() }),
  traceback: z.nullable(traceback),
}) satisfies z.ZodMiniType<LogRecord>;

export const writtenFile = z.object({
  path: z.string(),
  size: z.number(),
  tail: nullableString,
}) satisfies z.ZodMiniType<WrittenFile>;

const candidate = z.object({
  function: z.string(),
  file: z.string(),
  line: z.number(),
  scope: nullableString,
  code: z.nullable(z.number()),
  exception: z.string(),
  verdict: z.enum(['chosen', 'passed', 'later', 'elsewhere']),
  reason: z.string(),
});

const text = z.optional(z.string());
export const traceStep = z.object({
  n: z.number(),
  kind: z.enum(TRACE_KINDS),
  depth: z.number(),
  place: z.nullable(z.object({ file: z.string(), line: z.number(), function: z.string(), own: z.boolean() })),
  ms: z.number(),
  name: z.string(),
  of: z.optional(z.number()),
  method: text,
  path: text,
  rule: text,
  endpoint: text,
  arguments: text,
  exception: text,
  message: text,
  code: z.optional(z.nullable(z.number())),
  chosen: z.optional(nullableString),
  candidates: z.optional(z.array(candidate)),
  level: text,
  traceback: z.optional(z.boolean()),
  template: text,
  status: text,
  value: text,
}) satisfies z.ZodMiniType<TraceStep>;

const testResult = z.object({
  id: z.string(),
  name: z.string(),
  doc: z.string(),
  outcome: z.enum(['passed', 'failed', 'error', 'skipped', 'xfailed', 'xpassed']),
  message: z.string(),
  location: z.nullable(location),
  report: z.string(),
  durationMs: z.number(),
  log: z.array(logRecord),
  stdout: z.string(),
  stderr: z.string(),
}) satisfies z.ZodMiniType<TestResult>;

export const testReport = z.object({
  exitCode: z.number(),
  results: z.array(testResult),
  output: z.string(),
}) satisfies z.ZodMiniType<TestReport>;

export const header = z.tuple([z.string(), z.string()]);

export const upstreamCall = z.object({
  requestId: nullableString,
  time: z.number(),
  upstream: z.string(),
  method: z.string(),
  path: z.string(),
  condition: z.string(),
  status: z.nullable(z.number()),
  error: nullableString,
}) satisfies z.ZodMiniType<UpstreamCall>;

export const jobEvent = z.object({
  requestId: nullableString,
  time: z.number(),
  id: z.string(),
  task: z.string(),
  state: z.enum(['STARTED', 'RETRY', 'FAILURE', 'SUCCESS']),
  arguments: nullableString,
  error: z.nullable(traceback),
  retryInSeconds: z.nullable(z.number()),
  result: nullableString,
}) satisfies z.ZodMiniType<JobEvent>;

export const alertEvent = z.object({
  name: z.string(),
  state: z.enum(['firing', 'resolved']),
  time: z.number(),
  firstErrorAt: z.number(),
  value: z.number(),
}) satisfies z.ZodMiniType<AlertEvent>;

export const alertRules = z.object({
  rules: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['count', 'rate', 'burn']),
      threshold: z.number(),
      windowSeconds: z.number(),
      runbook: nullableString,
    }),
  ),
  problem: nullableString,
});

/** Bytes as base64 text. Bodies may be megabytes: no regular expression looks at them. */
export const base64 = z.pipe(
  z.string(),
  z.transform((text, context): Uint8Array => {
    try {
      return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    } catch (error) {
      context.issues.push({ code: 'custom', input: text.slice(0, 20), message: String(error) });
      return new Uint8Array();
    }
  }),
);

/** A request and its answer as a test had them; null for no answer. */
export const testExchange = z.object({
  test: z.string(),
  request: z.object({ method: z.string(), path: z.string(), headers: z.array(header), body: base64 }),
  response: z.nullable(
    z.object({
      status: z.number(),
      reason: z.string(),
      headers: z.array(header),
      truncated: z.boolean(),
      body: base64,
    }),
  ),
  log: z.array(logRecord),
  startedAt: z.number(),
  durationMs: z.number(),
});

export const plannedRequest = z.object({
  at: z.number(),
  visitor: z.number(),
  malicious: z.boolean(),
  method: z.string(),
  path: z.string(),
  headers: z.array(header),
  body: z.string(),
}) satisfies z.ZodMiniType<PlannedRequest>;
