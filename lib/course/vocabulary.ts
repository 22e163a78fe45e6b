/**
 * The components an author may use in lesson.mdx, and their attributes. The views are in components/lesson, which has
 * exactly these names; everything else in the prose is refused. Knows nothing of how they look.
 */
import { z } from 'zod';
import { requestTextSchema } from './lesson-types.ts';

const idSchema = z.string().regex(/^[a-z0-9-]+$/, 'must be lower-case words joined by hyphens');

export const predictOptionSchema = z.strictObject({
  id: idSchema,
  text: z.string().min(1),
  /** Shown to whoever chose it, right or wrong. */
  why: z.string().min(1),
});
export type PredictOption = z.infer<typeof predictOptionSchema>;

/** The attributes as written, before any default. `children` are free. */
export const VOCABULARY = {
  /** A button that sends a request: `<Try request="GET /missing" />`. */
  Try: z.strictObject({
    request: requestTextSchema,
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** One goal and whether it is reached: `<Goal test="test_x" />`. */
  Goal: z.strictObject({ test: z.string() }),
  /** All goals, hints, and a button that runs the tests. */
  Goals: z.strictObject({}),
  /** A question to answer before its children are shown; then `request` is sent, so that the server tells the truth. */
  Predict: z
    .strictObject({
      id: idSchema,
      question: z.string().min(1),
      answer: idSchema,
      options: z.array(predictOptionSchema).min(2),
      request: requestTextSchema.optional(),
    })
    .refine(({ answer, options }) => options.some((option) => option.id === answer), 'answer is none of the options')
    .refine(({ options }) => new Set(options.map(({ id }) => id)).size === options.length, 'two options have one id'),
  /** Something to think about first: folded, with the question as its label. */
  Reveal: z.strictObject({ title: z.string().min(1) }),
  /** Two `<Side>`s beside each other. */
  Compare: z.strictObject({}),
  Side: z.strictObject({ title: z.string().min(1), tone: z.enum(['good', 'bad']).optional() }),
  Pitfall: z.strictObject({ title: z.string().min(1).optional() }),
  Note: z.strictObject({ title: z.string().min(1).optional() }),
  /** For later or for the curious: folded. */
  Deeper: z.strictObject({ title: z.string().min(1) }),
  Figure: z.strictObject({ caption: z.string().min(1), alt: z.string().optional() }),
  /** What to remember, at the end. */
  Takeaway: z.strictObject({}),
} as const;

export type VocabularyName = keyof typeof VOCABULARY;

export const isInVocabulary = (name: string): name is VocabularyName => Object.hasOwn(VOCABULARY, name);
