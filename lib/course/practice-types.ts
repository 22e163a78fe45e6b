/**
 * What a myth and a pitfall are, as data: the schemas of their settings, and what the pages get. Browser code imports types
 * only (`import type`).
 */
import { z } from 'zod';
import { experimentStepSchema, pairStepSchema, runModeSchema, type Experiment } from './experiment-types.ts';
import { slugSchema } from './lesson-types.ts';

/** What content/practice.ts exports: the slugs in their order. */
export const practiceOrderSchema = z.strictObject({ myths: z.array(slugSchema), pitfalls: z.array(slugSchema) });

/** The settings of content/myths/<slug>/myth.mdx. */
export const mythSettingsSchema = z.strictObject({
  /** What is said, as a sentence that is true or false. */
  claim: z.string().min(1),
  holds: z.boolean(),
  /** What is so instead, or after all, in a sentence or two. */
  reality: z.string().min(1),
  /** Titles of programs, by their folders' names, where there are several. */
  programs: z.record(z.string(), z.string()).default({}),
  steps: z.array(experimentStepSchema).min(1),
  /** The lesson that says more. */
  lesson: slugSchema,
});

const lineSchema = z.strictObject({
  file: z.string().default('app.py'),
  /** The line's text without its indent. There must be one such line. */
  line: z.string().min(1),
});

/** The settings of content/pitfalls/<slug>/pitfall.mdx. */
export const pitfallSettingsSchema = z.strictObject({
  title: z.string().min(1),
  /** What the program does, and what was noticed. */
  lede: z.string().min(1),
  /** Any of these lines is the one to find. */
  fault: z.array(lineSchema).min(1),
  /** Said when it is found. */
  found: z.string().min(1),
  /** What to say of other lines. */
  lines: z.array(lineSchema.extend({ says: z.string().min(1) })).default([]),
  /** What to say of all the rest. */
  otherwise: z.string().min(1),
  /** The order in which files are shown; app.py alone by default. */
  files: z.array(z.string()).min(1).default(['app.py']),
  /** How the two are started. */
  modes: z.strictObject({ wrong: runModeSchema.optional(), right: runModeSchema.optional() }).default({}),
  steps: z.array(pairStepSchema).min(1),
  lesson: slugSchema,
});

/** One line of a program, in coloured pieces. */
export interface CodeLine {
  readonly text: string;
  readonly pieces: readonly { readonly text: string; readonly color: string | null }[];
}

export interface CodeFile {
  readonly file: string;
  readonly lines: readonly CodeLine[];
}

/** Prose with the place it came from. */
export interface PracticeProse {
  readonly source: string;
  readonly file: string;
  readonly sourceLine: number;
}

export interface MythProgram {
  readonly name: string;
  readonly title: string;
  readonly files: readonly CodeFile[];
}

export interface Myth {
  readonly slug: string;
  readonly claim: string;
  readonly holds: boolean;
  readonly reality: string;
  readonly lesson: string;
  readonly programs: readonly MythProgram[];
  readonly experiment: Experiment;
  readonly prose: PracticeProse;
}

/** A line by its place; lines count from 1. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}

export interface PitfallFile {
  readonly file: string;
  /** `changed` lines are not on the other side. */
  readonly wrong: readonly (CodeLine & { readonly changed: boolean })[];
  readonly right: readonly (CodeLine & { readonly changed: boolean })[];
}

export interface Pitfall {
  readonly slug: string;
  readonly title: string;
  readonly lede: string;
  readonly fault: readonly LinePlace[];
  readonly found: string;
  readonly lines: readonly (LinePlace & { readonly says: string })[];
  readonly otherwise: string;
  readonly files: readonly PitfallFile[];
  readonly wrong: Experiment;
  readonly right: Experiment;
  readonly lesson: string;
  readonly prose: PracticeProse;
}
