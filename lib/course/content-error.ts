/**
 * A mistake in content/, told to its author: file, line, what is wrong. Content is read while the site is built, so
 * such a mistake is thrown and stops the build; no learner can meet one.
 */
export interface ContentPlace {
  /** Relative to the project's root, e.g. `content/lessons/03-first-handlers/lesson.mdx`. */
  readonly file: string;
  readonly line?: number | undefined;
}

export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly place: ContentPlace;

  constructor(place: ContentPlace, what: string, options?: ErrorOptions) {
    super(`${place.file}${place.line === undefined ? '' : `:${String(place.line)}`}: ${what}`, options);
    this.place = place;
  }
}
