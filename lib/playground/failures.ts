/**
 * How a project from elsewhere, by link or by zip, can be refused, in the words the learner reads. Knows neither links nor
 * zips.
 */
import { err, type Result } from '../runtime/result.ts';

export const PROJECT_FAILURE_CODES = [
  'link-broken',
  'link-newer',
  'zip-broken',
  'project-path',
  'project-too-large',
  'project-empty',
] as const;
export type ProjectFailureCode = (typeof PROJECT_FAILURE_CODES)[number];

export interface ProjectFailure {
  readonly code: ProjectFailureCode;
  /** What happened, in one plain sentence. */
  readonly message: string;
  /** What to do now. */
  readonly suggestion: string;
}

const TEXTS: Record<ProjectFailureCode, { readonly message: string; readonly suggestion: string }> = {
  'link-broken': {
    message: 'This link is cut off or damaged, so the project in it cannot be read.',
    suggestion: 'Ask for it again; chat programs sometimes shorten long links. Your own project is untouched.',
  },
  'link-newer': {
    message: 'This link was made by a newer version of this page.',
    suggestion: 'Reload the page and open the link again. Your own project is untouched.',
  },
  'zip-broken': {
    message: 'This file is not a zip that can be read: it is damaged, encrypted, or something else.',
    suggestion: 'Make it again without a password and try once more. Your own project is untouched.',
  },
  'project-path': {
    message: 'A file in it has a name that leads outside the project.',
    suggestion: 'Nothing of it was opened. Names must be relative and without "..".',
  },
  'project-too-large': {
    message: 'It holds more than the playground takes.',
    suggestion:
      'Leave out what the app does not need, such as virtual environments and data. Your own project is untouched.',
  },
  'project-empty': {
    message: 'There is no text file in it.',
    suggestion: 'A project needs at least an app.py. Your own project is untouched.',
  },
};

/** @param message what happened, when more is known than the code says */
export const refuse = (code: ProjectFailureCode, message = TEXTS[code].message): Result<never, ProjectFailure> =>
  err({ code, message, suggestion: TEXTS[code].suggestion });
