/**
 * What an experiment is, as data: requests and test runs against programs, and the evidence that each must bring. Myths,
 * pitfalls and the quizzes of lessons share it. Browser code imports types only, so that zod stays on the build machine.
 */
import { z } from 'zod';
import { requestTextSchema, type TextFiles } from './lesson-types.ts';
import type { UpstreamCondition } from '../runtime/live-server.ts';

export const runModeSchema = z.enum(['production', 'debug']);

/** A log record that must be there. */
export const recordEvidenceSchema = z.strictObject({
  level: z.enum(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']).optional(),
  /** Words that its message holds. */
  says: z.string().min(1).optional(),
  /** Whether a traceback came with it. */
  traceback: z.boolean().optional(),
});
export type RecordEvidence = z.infer<typeof recordEvidenceSchema>;

/** What must be observed of one request. Nothing is claimed of what is left out. */
export const evidenceSchema = z
  .strictObject({
    status: z.union([z.int().min(100).max(599), z.literal('none')]).optional(),
    /** Words that the page shows, as markup or as a visitor reads it. */
    shows: z.array(z.string().min(1)).optional(),
    /** Words that are nowhere in the body. */
    hides: z.array(z.string().min(1)).optional(),
    /** A header's value; true and false say only whether it is there. */
    headers: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
    /** The body is cut off. */
    breaksOff: z.boolean().optional(),
    /** Exactly these records, in this order; an empty list is a silent log. */
    log: z.array(recordEvidenceSchema).optional(),
    /** Words in what the server process printed. */
    prints: z.array(z.string().min(1)).optional(),
    /** How many events the tracker was sent during this request. */
    tracker: z.int().min(0).optional(),
    /** How many it holds since the experiment began, whatever was restarted. */
    tracked: z.int().min(0).optional(),
    /** Words that a written file holds, by path; null when the server has written no such file since it started. */
    files: z.record(z.string(), z.string().nullable()).optional(),
    /** What became of the background jobs, in the order of their ends. */
    jobs: z.array(z.enum(['SUCCESS', 'FAILURE'])).optional(),
    /** What became of the test. */
    outcome: z.enum(['passed', 'failed']).optional(),
    /** Words of the failed test's message. */
    message: z.string().min(1).optional(),
  })
  .refine((evidence) => Object.keys(evidence).length > 0, 'at least one thing must be observed');
export type Evidence = z.infer<typeof evidenceSchema>;

const whatSchema = {
  /** `GET /crash`. */
  request: requestTextSchema.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  /** A pytest node id below tests/, e.g. `test_page.py::test_crash`. */
  test: z.string().min(1).optional(),
  /** A new server process first, with the disk as it was deployed. */
  restart: z.boolean().optional(),
  /** What to look at, in the author's words. */
  note: z.string().min(1).optional(),
};

export const experimentStepSchema = z
  .strictObject({
    ...whatSchema,
    /** Which of the experiment's programs; the first by default. */
    program: z.string().optional(),
    mode: runModeSchema.default('production'),
    evidence: evidenceSchema,
  })
  .refine(({ request, test }) => (request === undefined) !== (test === undefined), 'either a request or a test');

/** The same request to a wrong and a right program, and what each must do. */
export const pairStepSchema = z.strictObject({
  request: requestTextSchema,
  headers: whatSchema.headers,
  body: whatSchema.body,
  note: whatSchema.note,
  wrong: evidenceSchema,
  right: evidenceSchema,
});

/** One step as it is run. */
export interface Step {
  readonly request?: { readonly method: string; readonly path: string } | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly test?: string | undefined;
  readonly restart?: boolean | undefined;
  readonly note?: string | undefined;
  readonly program: string;
  readonly mode: z.infer<typeof runModeSchema>;
  readonly evidence: Evidence;
}

export interface Experiment {
  /** By name, as folders are called. */
  readonly programs: Readonly<Record<string, TextFiles>>;
  readonly tests: TextFiles;
  readonly steps: readonly Step[];
  /** How the services that the program depends on are, all through it; who is not named is well. */
  readonly upstreams?: Readonly<Record<string, UpstreamCondition>> | undefined;
}
