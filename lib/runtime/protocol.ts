/**
 * The wire between the supervisor (page or Node) and one interpreter (worker): one union a direction.
 * What comes from an interpreter may have been forged by the learner's program, so it is parsed where it enters and is
 * never trusted with more than being shown. Knows nothing of how messages travel.
 */
import * as z from 'zod/mini';
import type { HeaderList, Instruments, ProjectFiles, RunMode, TestReport } from './live-server.ts';
import {
  alertEvent,
  alertRules,
  header,
  jobEvent,
  location,
  logRecord,
  nullableString,
  plannedRequest,
  testExchange,
  testReport,
  traceStep,
  upstreamCall,
  writtenFile,
} from './schemas.ts';

/** Supervisor → interpreter. `id` names the exchange, and comes back with everything that belongs to it. */
export type ToInterpreter =
  | { readonly type: 'load'; readonly id: string; readonly files: ProjectFiles; readonly mode: RunMode }
  | {
      readonly type: 'request';
      readonly id: string;
      readonly method: string;
      readonly path: string;
      readonly headers: HeaderList;
      readonly body: Uint8Array;
      readonly clock: number | null;
      readonly instruments: Instruments;
    }
  | { readonly type: 'plan'; readonly id: string; readonly seed: number; readonly requests: number }
  | {
      readonly type: 'test';
      readonly id: string;
      readonly files: ProjectFiles;
      readonly tests: ProjectFiles;
      readonly select: readonly string[];
      readonly args: readonly string[];
      readonly color: boolean;
    };

/** Early: what the snapshot has imported is known to be enough, so that it need not wait for the zips. */
export type EarlyAsk = ToInterpreter & { readonly early?: true };

const projectFailure = z.object({
  code: z.enum(['project-syntax-error', 'project-import-error', 'no-app-found']),
  message: z.string(),
  suggestion: z.string(),
  location: z.optional(location),
  cause: z.optional(z.string()),
});

const loadResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), app: z.string() }),
  z.object({ ok: z.literal(false), failure: projectFailure }),
]);

/** What Python emits while it works; `kind` and payload as `graceful.host` documents them. */
const pythonEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('log'), payload: logRecord }),
  z.object({
    kind: z.literal('output'),
    payload: z.object({
      stream: z.enum(['stdout', 'stderr']),
      text: z.string(),
      requestId: nullableString,
      time: z.number(),
    }),
  }),
  z.object({ kind: z.literal('file'), payload: writtenFile }),
  z.object({
    kind: z.literal('head'),
    payload: z.object({
      id: z.string(),
      status: z.number().check(z.gte(100), z.lte(999)),
      reason: z.string(),
      headers: z.array(header),
    }),
  }),
  z.object({ kind: z.literal('chunk'), payload: z.object({ id: z.string() }) }),
  z.object({
    kind: z.literal('end'),
    payload: z.object({ id: z.string(), truncated: z.boolean(), wsgiMs: z.number() }),
  }),
  z.object({
    kind: z.literal('exit'),
    payload: z.object({ reason: z.string(), code: z.nullable(z.union([z.number(), z.string()])) }),
  }),
  z.object({
    kind: z.literal('flood'),
    payload: z.object({ what: z.enum(['log', 'output', 'response']), limit: z.number() }),
  }),
  z.object({ kind: z.literal('trace'), payload: z.object({ requestId: z.string(), step: traceStep }) }),
  z.object({
    kind: z.literal('upstreams'),
    payload: z.object({ upstreams: z.array(z.object({ name: z.string(), url: z.string() })) }),
  }),
  z.object({
    kind: z.literal('upstream'),
    payload: upstreamCall,
  }),
  z.object({
    kind: z.literal('job'),
    payload: jobEvent,
  }),
  z.object({
    kind: z.literal('alert-rules'),
    payload: alertRules,
  }),
  z.object({
    kind: z.literal('alert'),
    payload: alertEvent,
  }),
  z.object({ kind: z.literal('database'), payload: z.object({ path: z.string() }) }),
  z.object({
    kind: z.literal('envelope'),
    payload: z.object({ requestId: nullableString, time: z.number(), refusedBytes: z.nullable(z.number()) }),
  }),
  z.object({ kind: z.literal('test'), payload: z.looseObject({ phase: z.string() }) }),
]);
export type PythonEvent = z.infer<typeof pythonEvent>;

/** Python's events travel as it wrote them, JSON text and bytes, and are parsed on arrival. */
const rawEvent = z.object({ kind: z.string(), json: z.string(), data: z.nullable(z.instanceof(Uint8Array)) });
export type RawEvent = z.infer<typeof rawEvent>;

/** Who would not give Python the memory that it asked for during a call: the limit set here, or the browser. */
const refused = z.nullable(z.enum(['limit', 'browser']));
export type Refused = z.infer<typeof refused>;

/** Interpreter → supervisor. */
const fromInterpreter = z.discriminatedUnion('type', [
  z.object({ type: z.literal('booted'), snapshotRejected: nullableString, bootMs: z.number() }),
  z.object({ type: z.literal('boot-failed'), message: z.string() }),
  z.object({ type: z.literal('events'), events: z.array(rawEvent) }),
  z.object({ type: z.literal('loaded'), id: z.string(), result: z.string(), refused }),
  z.object({ type: z.literal('requested'), id: z.string(), refused }),
  z.object({ type: z.literal('planned'), id: z.string(), plan: z.string(), refused }),
  z.object({ type: z.literal('tested'), id: z.string(), report: z.string(), refused }),
  z.object({ type: z.literal('crashed'), message: z.string(), refused }),
]);
export type FromInterpreter = z.infer<typeof fromInterpreter>;

/** JSON text against a schema; null when it is not what the protocol says. */
function parseJson<T>(schema: z.ZodMiniType<T>, json: string): T | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return parse(schema, value);
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const parsed = z.safeParse(schema, value);
  return parsed.success ? parsed.data : null;
}

export const parseFromInterpreter = (message: unknown): FromInterpreter | null => parse(fromInterpreter, message);

/** A test's request and its answer, as `graceful.exchanges` describes them. */
const exchangeStep = z.extend(testExchange, { phase: z.literal('exchange') });

/** Null when the step is another one. */
export const parseTestExchange = (payload: unknown): z.infer<typeof exchangeStep> | null =>
  parse(exchangeStep, payload);

const trafficPlan = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    requests: z.array(plannedRequest),
  }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);

export const parseTrafficPlan = (json: string): z.infer<typeof trafficPlan> | null => parseJson(trafficPlan, json);
export const parseTestReport = (json: string): TestReport | null => parseJson(testReport, json);
export const parseLoadResult = (json: string): z.infer<typeof loadResult> | null => parseJson(loadResult, json);

/** Python's events travel as it wrote them; `json` is the payload alone. */
export function parsePythonEvent(kind: string, json: string): PythonEvent | null {
  const payload = parseJson(z.unknown(), json);
  return parse(pythonEvent, { kind, payload });
}
