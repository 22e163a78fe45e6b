/**
 * The wire between the course's pages and its service worker. The two may be of different builds, so what comes is parsed
 * and what is not known is left alone.
 */
import * as z from 'zod/mini';

const toWorker = z.discriminatedUnion('type', [
  /** The page's scripts run, so what it was made of is sound. Sent by its first chunk, which needs nothing of this file. */
  z.object({ type: z.literal('alive') }),
  /** The page has nothing better to do: see that everything is there. `mayFetch` is false on a connection that saves data. */
  z.object({ type: z.literal('tend'), build: z.string(), mayFetch: z.boolean() }),
  /** The learner wants the newer build: the worker that waits takes over. */
  z.object({ type: z.literal('take-over') }),
]);
export type ToWorker = z.infer<typeof toWorker>;

const fromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), build: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('whole'), build: z.string() }),
  z.object({ type: z.literal('incomplete'), build: z.string(), reason: z.enum(['network', 'full']) }),
  /** Answered with the page's build on the port that came along. */
  z.object({ type: z.literal('which-build') }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

/** Null for what this build does not know. */
export function parseToWorker(message: unknown): ToWorker | null {
  const parsed = toWorker.safeParse(message);
  return parsed.success ? parsed.data : null;
}

/** Null for what this build does not know. */
export function parseFromWorker(message: unknown): FromWorker | null {
  const parsed = fromWorker.safeParse(message);
  return parsed.success ? parsed.data : null;
}
