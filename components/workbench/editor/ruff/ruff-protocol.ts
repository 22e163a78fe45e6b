/** What the page and ruff's worker say to each other: one union each way. Knows no editor. */

/** Lines and columns count from one, columns in UTF-16 units, as editors count them. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** One finding. `code` is null, or says `invalid-syntax`, where Python could not read the file at all. */
export interface Finding {
  readonly code: string | null;
  readonly message: string;
  readonly start: Place;
  readonly end: Place;
  /** Code that could go: editors draw it paler. */
  readonly unnecessary: boolean;
}

export type FormatAnswer =
  { readonly kind: 'formatted'; readonly text: string } | { readonly kind: 'refused'; readonly why: string };

export type RuffRequest =
  | { readonly type: 'check'; readonly id: number; readonly text: string }
  | { readonly type: 'format'; readonly id: number; readonly text: string };

export type RuffReply =
  | { readonly type: 'ready' }
  | { readonly type: 'unavailable'; readonly cause: string }
  | { readonly type: 'checked'; readonly id: number; readonly findings: readonly Finding[] }
  | { readonly type: 'formatted'; readonly id: number; readonly answer: FormatAnswer }
  /** Ruff itself failed on this text. */
  | { readonly type: 'failed'; readonly id: number; readonly cause: string };
