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

/** What came next: something replaced the draft, or (`started`) the server ran it, or (`imported`) it lost against a newer one. */
export const snapshotReasonSchema = z.enum([
  'reset',
  'solution',
  'restore',
  'lesson-changed',
  'opened',
  'renamed',
  'started',
  'imported',
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

/** What was believed, and when. */
const beliefSchema = z.object({
  choice: z.string(),
  confidence: confidenceSchema,
  correct: z.boolean(),
  answeredAt: z.number(),
});

/** A committed answer to a prediction. The first one stays: it is what the learner believed. */
export const answerSchema = beliefSchema.extend({
  key: z.string(),
  projectId: z.string(),
  question: z.string(),
  /** Answers to the same question from other browsers, which lost against a newer one when they were brought together. */
  earlier: z.array(beliefSchema).optional(),
});
export type Answer = z.infer<typeof answerSchema>;
export type Belief = z.infer<typeof beliefSchema>;

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

/** Where in a file the learner was. Lines and columns count from 1; `top` is the first line in sight. */
export const editorPlaceSchema = z.object({
  file: z.string(),
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  top: z.number().int().positive(),
});
export type EditorPlace = z.infer<typeof editorPlaceSchema>;

/** How far the text was scrolled: which block is under the top edge, and what share of it is above. Survives another width. */
export const textPlaceSchema = z.object({ block: z.number().int().nonnegative(), share: z.number().min(0).max(1) });
export type TextPlace = z.infer<typeof textPlaceSchema>;

/** Where the learner was in a lesson. The key is the slug; the one visited last is where the course goes on. */
export const placeSchema = z.object({
  key: z.string(),
  slug: z.string(),
  visitedAt: z.number(),
  editor: editorPlaceSchema.nullable(),
  text: textPlaceSchema.nullable(),
});
export type Place = z.infer<typeof placeSchema>;

/** Again, hard, good, easy, as FSRS counts them. */
export const gradeSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Grade = z.infer<typeof gradeSchema>;

/**
 * One rating of a review card. What is known of a card is worked out from all its ratings, so that two browsers' records
 * can be joined. One that was taken back stays, marked.
 */
export const ratingSchema = z.object({
  key: z.string(),
  card: z.string(),
  grade: gradeSchema,
  ratedAt: z.number(),
  undoneAt: z.number().nullable(),
});
export type Rating = z.infer<typeof ratingSchema>;

/** How long a project was attended to on one day in one browser. */
export const attentionSchema = z.object({
  key: z.string(),
  projectId: z.string(),
  /** The learner's own calendar: 2026-03-29. */
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  device: z.string(),
  ms: z.number().nonnegative(),
  updatedAt: z.number(),
});
export type Attention = z.infer<typeof attentionSchema>;

/** A choice of the learner that belongs to their record, and not to how a page looks (preferences.ts). */
export const settingSchema = z.object({ key: z.string(), value: z.string(), setAt: z.number() });
export type Setting = z.infer<typeof settingSchema>;

/** This browser's database. One record, key `device`; never exported. */
export const deviceSchema = z.object({
  key: z.literal('device'),
  id: z.string(),
  /** The id before the learner erased everything, so that other tabs can tell that from a database that was deleted. */
  follows: z.string().nullable(),
});
export type Device = z.infer<typeof deviceSchema>;

/** Goes up when a record changes its shape; migrations.ts has the way, samples/ a sample of each. */
export const SCHEMA_VERSION = 2;

export const SCHEMAS = {
  draftFiles: draftFileSchema,
  snapshots: snapshotSchema,
  answers: answerSchema,
  goalResults: goalResultSchema,
  places: placeSchema,
  ratings: ratingSchema,
  attention: attentionSchema,
  settings: settingSchema,
  device: deviceSchema,
} as const;
export type TableName = keyof typeof SCHEMAS;
export const TABLE_NAMES = Object.keys(SCHEMAS) as TableName[];

export interface TableRecords {
  draftFiles: DraftFile;
  snapshots: Snapshot;
  answers: Answer;
  goalResults: GoalResult;
  places: Place;
  ratings: Rating;
  attention: Attention;
  settings: Setting;
  device: Device;
}

/** `lesson/first-handlers` + `app.py` → its key. Project ids hold no colon. */
export const keyOf = (projectId: string, ...rest: readonly string[]): string => [projectId, ...rest].join(':');
