/**
 * The components an author may use in lesson.mdx, and their attributes. The views are in components/lesson, which has
 * exactly these names; everything else in the prose is refused. Knows nothing of how they look.
 */
import { z } from 'zod';
import { evidenceSchema, recordEvidenceSchema } from './experiment-types.ts';
import { requestTextSchema } from './lesson-types.ts';
import { TRACE_KINDS, UPSTREAM_CONDITIONS } from '../runtime/live-server.ts';

const idSchema = z.string().regex(/^[a-z0-9-]+$/, 'must be lower-case words joined by hyphens');

export const predictOptionSchema = z.strictObject({
  id: idSchema,
  text: z.string().min(1),
  /** Shown to whoever chose it, right or wrong. */
  why: z.string().min(1),
});
export type PredictOption = z.infer<typeof predictOptionSchema>;

/** A request, and what is sent with it. */
const sent = {
  request: requestTextSchema,
  body: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
};

/** What every question has that is put to the server: a program is asked, in a process of its own. */
const asked = {
  id: idSchema,
  question: z.string().min(1),
  ...sent,
  /** Requests that come before, to the same process. */
  before: z.array(z.strictObject(sent)).optional(),
  /** The folder of the program's files that differ from start/: `solution`, `mistakes/NAME` or `asked/NAME`. */
  program: z.string().min(1).optional(),
  /** How the services in upstreams/ are. Who is not named is well. */
  upstreams: z.record(z.string(), z.enum(UPSTREAM_CONDITIONS)).optional(),
};
const why = z.string().min(1);

const statusSchema = z.union([z.int().min(100).max(599), z.literal('none')]);
export const statusOptionSchema = z.strictObject({ status: statusSchema, text: z.string().min(1).optional(), why });

/** `handler` is the function's name; `none` is that no handler of the program runs. */
export const handlerOptionSchema = z.strictObject({
  handler: z.string().min(1),
  text: z.string().min(1).optional(),
  why,
});

/** `log` is what the log is exactly, if this is so. */
export const logOptionSchema = predictOptionSchema.extend({ log: z.array(recordEvidenceSchema) });

/** `evidence` is what the server does, if this is so. A wrong answer that no server could show has none. */
export const outcomeOptionSchema = predictOptionSchema.extend({ evidence: evidenceSchema.optional() });

/** A step of the X-ray: the first of this kind, and of this name if one is given. */
export const orderedStepSchema = z.strictObject({
  id: idSchema,
  text: z.string().min(1),
  kind: z.enum(TRACE_KINDS),
  name: z.string().min(1).optional(),
  /** Why it stands where it stands. */
  why,
});

/** A line that people really write there, and words of what its test says. */
export const wrongLineSchema = z.strictObject({ line: z.string().min(1), says: z.string().min(1) });

const hasOption = <T>(key: keyof T, options: readonly T[], answer: unknown): boolean =>
  options.some((option) => option[key] === answer);
const noTwins = (keys: readonly unknown[]): boolean => new Set(keys).size === keys.length;
const NONE_OF_THEM = 'answer is none of the options';
const TWINS = 'two options are the same';

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
  /** A question that no request settles, to answer before its children are shown; then `request` is sent. */
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
  /** Which status does the server send? */
  PredictStatus: z
    .strictObject({ ...asked, answer: statusSchema, options: z.array(statusOptionSchema).min(2) })
    .refine(({ answer, options }) => hasOption('status', options, answer), NONE_OF_THEM)
    .refine(({ options }) => noTwins(options.map(({ status }) => status)), TWINS),
  /** Which error handler of the program runs? */
  PredictHandler: z
    .strictObject({ ...asked, answer: z.string(), options: z.array(handlerOptionSchema).min(2) })
    .refine(({ answer, options }) => hasOption('handler', options, answer), NONE_OF_THEM)
    .refine(({ options }) => noTwins(options.map(({ handler }) => handler)), TWINS),
  /** What does the log say afterwards? */
  PredictLog: z
    .strictObject({ ...asked, answer: idSchema, options: z.array(logOptionSchema).min(2) })
    .refine(({ answer, options }) => hasOption('id', options, answer), NONE_OF_THEM)
    .refine(({ options }) => noTwins(options.map(({ id }) => id)), TWINS),
  /** What comes of it: words on the page, a header, a file, several of these? */
  PredictOutcome: z
    .strictObject({ ...asked, answer: idSchema, options: z.array(outcomeOptionSchema).min(2) })
    .refine(({ answer, options }) => hasOption('id', options, answer), NONE_OF_THEM)
    .refine(({ options }) => noTwins(options.map(({ id }) => id)), TWINS)
    .refine(
      ({ answer, options }) => options.some(({ id, evidence }) => id === answer && evidence !== undefined),
      'the answer has no evidence',
    ),
  /** The steps of a request, written in their true order and shown in another. */
  OrderSteps: z
    .strictObject({ ...asked, steps: z.array(orderedStepSchema).min(3) })
    .refine(({ steps }) => noTwins(steps.map(({ id }) => id)), 'two steps have one id'),
  /** A line to write into `fill/<id>/`, proved by the test there. `answer` is one that works. */
  FillIn: z.strictObject({
    id: idSchema,
    question: z.string().min(1),
    answer: z.string().min(1),
    wrong: z.array(wrongLineSchema).min(1),
  }),
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

/** The components whose answers are kept, and so need an id of their own. */
export const QUESTIONS = [
  'Predict',
  'PredictStatus',
  'PredictHandler',
  'PredictLog',
  'PredictOutcome',
  'OrderSteps',
  'FillIn',
] as const;
type Attributes<Name extends VocabularyName> = z.output<(typeof VOCABULARY)[Name]>;

/** A question that a live server answers, as lib/experiment/quiz.ts reads it. */
export type AskedQuiz =
  | ({ readonly kind: 'status' } & Attributes<'PredictStatus'>)
  | ({ readonly kind: 'handler' } & Attributes<'PredictHandler'>)
  | ({ readonly kind: 'log' } & Attributes<'PredictLog'>)
  | ({ readonly kind: 'outcome' } & Attributes<'PredictOutcome'>)
  | ({ readonly kind: 'order' } & Attributes<'OrderSteps'>);
export type FillInQuiz = Attributes<'FillIn'>;

export const isInVocabulary = (name: string): name is VocabularyName => Object.hasOwn(VOCABULARY, name);
