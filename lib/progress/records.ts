/**
 * Every record that is kept in the learner's browser, as one schema each; types are inferred. Records are parsed when
 * they are read, since an older release, another tab or an import may have written them.
 * A record's `key` starts with what it belongs to, so that "all of this project" is a range.
 */
import { z } from 'zod';

/** One file of a draft. `text` is null for a file of the lesson that the learner deleted. */
export const draftFileSchema = z.object({
  key: z.string(),
  projectId: z.string(),
  path: z.string(),
  text: z.string().nullable(),
  /** The lesson's `baseHash` when the draft began. */
  baseHash: z.string(),
  /** Milliseconds since the epoch. */
  updatedAt: z.number(),
  /** The tab that wrote it, so that a tab can tell its own echo from news. */
  tab: z.string(),
});
export type DraftFile = z.infer<typeof draftFileSchema>;

/** What came next: something replaced the draft, or (`started`) the server ran it. */
export const snapshotReasonSchema = z.enum([
  'reset',
  'solution',
  'restore',
  'lesson-changed',
  'opened',
  'renamed',
  'started',
]);
export type SnapshotReason = z.infer<typeof snapshotReasonSchema>;

/** A draft as it was just before something replaced it, or as the server ran it. */
export const snapshotSchema = z.object({
  key: z.string(),
  projectId: z.string(),
  reason: snapshotReasonSchema,
  takenAt: z.number(),
  baseHash: z.string(),
  files: z.record(z.string(), z.string().nullable()),
  /** With the reason `renamed`: which file got which name. */
  renamed: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const confidenceSchema = z.enum(['guess', 'fairly', 'certain']);
export type Confidence = z.infer<typeof confidenceSchema>;

/** A committed answer to a prediction. The first one stays: it is what the learner believed. */
export const answerSchema = z.object({
  key: z.string(),
  projectId: z.string(),
  question: z.string(),
  choice: z.string(),
  confidence: confidenceSchema,
  correct: z.boolean(),
  answeredAt: z.number(),
});
export type Answer = z.infer<typeof answerSchema>;

/** The last outcome of one goal, and when it first passed: a goal once reached stays reached. */
export const goalResultSchema = z.object({
  key: z.string(),
  projectId: z.string(),
  test: z.string(),
  outcome: z.enum(['passed', 'failed']),
  message: z.string(),
  testedAt: z.number(),
  firstPassedAt: z.number().nullable(),
});
export type GoalResult = z.infer<typeof goalResultSchema>;

/** Where the learner was last. One record, key `last`. */
export const placeSchema = z.object({ key: z.string(), slug: z.string(), visitedAt: z.number() });
export type Place = z.infer<typeof placeSchema>;

export const SCHEMAS = {
  draftFiles: draftFileSchema,
  snapshots: snapshotSchema,
  answers: answerSchema,
  goalResults: goalResultSchema,
  places: placeSchema,
} as const;

export type TableName = keyof typeof SCHEMAS;
export interface TableRecords {
  draftFiles: DraftFile;
  snapshots: Snapshot;
  answers: Answer;
  goalResults: GoalResult;
  places: Place;
}

/** `lesson/first-handlers` + `app.py` → its key. Project ids hold no colon. */
export const keyOf = (projectId: string, ...rest: readonly string[]): string => [projectId, ...rest].join(':');
