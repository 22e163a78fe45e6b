/**
 * What a review card is, as data. Browser code imports types only, so that zod stays on the build machine. Knows neither
 * schedules nor storage.
 */
import { z } from 'zod';
import type { DeckEntry } from '../review/deck.ts';
import { slugSchema, type Goal, type Mistake, type TextFiles } from './lesson-types.ts';

/** The settings of content/cards/<slug>.md and content/cards/<slug>/card.md; the answer follows them. */
export const cardSettingsSchema = z.strictObject({
  /** Markdown. What is asked. */
  question: z.string().min(1),
  /** The lesson whose first goal brings the card in; without one it is in play for whoever has begun anything. */
  lesson: slugSchema.optional(),
  /** The item of content/outline.ts that it asks for. */
  covers: z.string().optional(),
  /** The test in content/cards/facts that proves the answer: `test_facts.py::test_x`. */
  proof: z
    .string()
    .regex(/^test_\w+\.py::test_\w+$/, 'must read like "test_facts.py::test_x"')
    .optional(),
});
export type CardSettings = z.infer<typeof cardSettingsSchema>;

/** A tiny program with one line missing, and what it has to reach. */
export interface LiveTask {
  readonly start: TextFiles;
  /** Only the files that differ from `start`. */
  readonly solution: TextFiles;
  readonly tests: TextFiles;
  readonly goals: readonly Goal[];
}

/** A card as the page shows it. */
export interface ReviewCard extends DeckEntry {
  /** HTML, of our own authors' Markdown. */
  readonly front: string;
  /** HTML. */
  readonly back: string;
  /** Where it comes from, to look it up. */
  readonly source: { readonly title: string; readonly url: string } | null;
  readonly task: LiveTask | null;
}

/** A live card as authors check it, with its place for messages. */
export interface LiveCard extends LiveTask {
  readonly slug: string;
  readonly mistakes: readonly Mistake[];
}
