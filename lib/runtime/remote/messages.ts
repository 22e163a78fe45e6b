/**
 * What a live server in another process and its stand-in here say to each other: one union a direction, as JSON with bytes
 * in base64. What arrives is parsed before it is believed. Knows nothing of how the text travels.
 */
import * as z from 'zod/mini';
import { FAILURE_CODES } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import type {
  HttpExchange,
  HttpRequest,
  Instruments,
  ProjectFiles,
  ResponsePiece,
  ServerEvent,
  ServerState,
  StartOptions,
  TrafficOptions,
} from '../live-server.ts';
import type { Result } from '../result.ts';
import {
  alertEvent,
  alertRules,
  base64,
  header,
  jobEvent,
  location,
  logRecord,
  nullableString,
  testExchange,
  traceStep,
  upstreamCall,
  writtenFile,
} from '../schemas.ts';

/** A project as it crosses: its content, or a folder of the other side's file system that holds it. */
export type SentFiles =
  | { readonly in: 'message'; readonly files: Readonly<Record<string, { readonly text: string } | Uint8Array>> }
  | { readonly in: 'folder'; readonly folder: string };

/** Here → there. `id` names the call. */
export type ToRemote =
  | { readonly type: 'start'; readonly id: number; readonly files: SentFiles; readonly options: StartOptions }
  | {
      readonly type: 'request';
      readonly id: number;
      readonly request: HttpRequest;
      readonly origin?: HttpExchange['origin'] | undefined;
      readonly clock?: number | undefined;
      /** Tell of each piece of the response as it leaves. */
      readonly pieces: boolean;
    }
  | {
      readonly type: 'test';
      readonly id: number;
      readonly tests: SentFiles;
      readonly project: SentFiles | null;
      readonly select: readonly string[];
      readonly args: readonly string[];
      readonly color: boolean;
      readonly deadlineMs?: number | undefined;
    }
  | { readonly type: 'plan'; readonly id: number; readonly options: TrafficOptions }
  | { readonly type: 'source'; readonly id: number; readonly path: string }
  | { readonly type: 'stop'; readonly id: number }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'instrument'; readonly change: Partial<Instruments> };

/** There → here. */
export type FromRemote =
  | { readonly type: 'event'; readonly event: ServerEvent }
  /** The files of call `id` have been read; their folder may be written again. */
  | { readonly type: 'taken'; readonly id: number }
  | { readonly type: 'piece'; readonly id: number; readonly piece: ResponsePiece }
  /** What pytest prints, as it prints it. */
  | { readonly type: 'printed'; readonly id: number; readonly text: string }
  /** A request's answer is the exchange of this id, which went as an event before. */
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown, ServerFailure> };

const failure = z.object({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  suggestion: z.string(),
  location: z.optional(location),
  cause: z.optional(z.string()),
}) satisfies z.ZodMiniType<ServerFailure>;

const request = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.array(header),
  body: z.optional(base64),
}) satisfies z.ZodMiniType<HttpRequest>;

const origin = z.enum(['page', 'composer', 'test', 'traffic']);
const response = z.object({
  status: z.number(),
  reason: z.string(),
  headers: z.array(header),
  body: base64,
  truncated: z.boolean(),
});

const exchange = z.object({
  id: z.string(),
  origin,
  request,
  response,
  startedAt: z.number(),
  durationMs: z.number(),
  wsgiMs: z.number(),
}) satisfies z.ZodMiniType<HttpExchange>;

const note = z.optional(z.string());
const state = z.discriminatedUnion('status', [
  z.object({ status: z.literal('off') }),
  z.object({
    status: z.literal('loading'),
    stage: z.enum(['container', 'bundle', 'interpreter', 'project']),
    loadedBytes: z.number(),
    totalBytes: z.number(),
    note,
  }),
  z.object({ status: z.literal('starting'), note }),
  z.object({
    status: z.literal('running'),
    app: z.string(),
    mode: z.enum(['production', 'debug']),
    note,
    awaited: z.optional(z.object({ loadedBytes: z.number(), totalBytes: z.number() })),
  }),
  z.object({ status: z.literal('failed'), failure }),
]) satisfies z.ZodMiniType<ServerState>;

const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state }),
  z.object({ type: z.literal('log'), record: logRecord }),
  z.object({
    type: z.literal('output'),
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
    requestId: nullableString,
    time: z.number(),
  }),
  z.object({ type: z.literal('file'), file: writtenFile }),
  z.object({ type: z.literal('request'), id: z.string(), origin, request, time: z.number() }),
  z.object({ type: z.literal('exchange'), exchange }),
  z.object({ type: z.literal('test-exchange'), exchange: z.extend(testExchange, { id: z.string() }) }),
  z.object({ type: z.literal('trace'), requestId: z.string(), step: traceStep }),
  z.object({
    type: z.literal('envelope'),
    requestId: nullableString,
    time: z.number(),
    data: z.nullable(base64),
    refusedBytes: z.nullable(z.number()),
  }),
  z.object({
    type: z.literal('upstreams'),
    upstreams: z.array(z.object({ name: z.string(), url: z.string() })),
  }),
  z.object({ type: z.literal('upstream-call'), call: upstreamCall }),
  z.object({ type: z.literal('database'), path: z.string() }),
  z.object({ type: z.literal('job'), job: jobEvent }),
  z.extend(alertRules, { type: z.literal('alert-rules') }),
  z.object({ type: z.literal('alert'), alert: alertEvent }),
  z.object({ type: z.literal('failure'), failure, requestId: nullableString }),
]) satisfies z.ZodMiniType<ServerEvent>;

const piece = z.discriminatedUnion('type', [
  z.object({ type: z.literal('head'), status: z.number(), reason: z.string(), headers: z.array(header) }),
  z.object({ type: z.literal('chunk'), data: base64 }),
]) satisfies z.ZodMiniType<ResponsePiece>;

const fromRemote = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event }),
  z.object({ type: z.literal('taken'), id: z.number() }),
  z.object({ type: z.literal('piece'), id: z.number(), piece }),
  z.object({ type: z.literal('printed'), id: z.number(), text: z.string() }),
  z.object({
    type: z.literal('answer'),
    id: z.number(),
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: failure }),
    ]),
  }),
]) satisfies z.ZodMiniType<FromRemote>;

/** Null when it is not what the protocol says. */
export function parseFromRemote(value: unknown): FromRemote | null {
  const parsed = z.safeParse(fromRemote, value);
  return parsed.success ? parsed.data : null;
}

const sentFiles = z.discriminatedUnion('in', [
  z.object({
    in: z.literal('message'),
    files: z.record(z.string(), z.union([z.object({ text: z.string() }), base64])),
  }),
  z.object({ in: z.literal('folder'), folder: z.string() }),
]) satisfies z.ZodMiniType<SentFiles>;

const strings = z.array(z.string());
const toRemote = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    id: z.number(),
    files: sentFiles,
    options: z.object({
      mode: z.optional(z.enum(['production', 'debug'])),
      requestDeadlineMs: z.optional(z.number()),
    }),
  }),
  z.object({
    type: z.literal('request'),
    id: z.number(),
    request,
    origin: z.optional(origin),
    clock: z.optional(z.number()),
    pieces: z.boolean(),
  }),
  z.object({
    type: z.literal('test'),
    id: z.number(),
    tests: sentFiles,
    project: z.nullable(sentFiles),
    select: strings,
    args: strings,
    color: z.boolean(),
    deadlineMs: z.optional(z.number()),
  }),
  z.object({
    type: z.literal('plan'),
    id: z.number(),
    options: z.object({ seed: z.number(), requests: z.number() }),
  }),
  z.object({ type: z.literal('source'), id: z.number(), path: z.string() }),
  z.object({ type: z.literal('stop'), id: z.number() }),
  z.object({ type: z.literal('abort'), id: z.number() }),
  // From our own page: its shape is the compiler's business.
  z.object({ type: z.literal('instrument'), change: z.custom<Partial<Instruments>>() }),
]) satisfies z.ZodMiniType<ToRemote>;

/** Null when it is another protocol's. */
export function parseToRemote(value: unknown): ToRemote | null {
  const parsed = z.safeParse(toRemote, value);
  return parsed.success ? parsed.data : null;
}

/** JSON in ASCII: a terminal's byte stream may be cut inside a character. */
export const toText = (message: object): string =>
  JSON.stringify(message, bytesAsBase64).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Looks at what is there and not at what JSON made of it: Node's Buffer has an opinion of its own. */
function bytesAsBase64(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key];
  return original instanceof Uint8Array ? toBase64(original) : value;
}

/** Null when it is no JSON. */
export function fromText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Files as they travel inside a message. */
export const inMessage = (files: ProjectFiles): SentFiles => ({
  in: 'message',
  files: Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? { text: content } : content]),
  ),
});

export const fromMessage = (files: Extract<SentFiles, { in: 'message' }>['files']): ProjectFiles =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, content instanceof Uint8Array ? content : content.text]),
  );
