/** How large a file of the project may be. Beyond it editors, drafts and the server's start would all be slow. Pure. */

/** One megabyte of UTF-8. */
export const MAX_FILE_BYTES = 1_000_000;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** A sentence when `text` is too much for one file. */
export function refuseSize(file: string, text: string): string | null {
  // No UTF-16 unit takes more than three bytes, and counting costs time with every key.
  if (text.length * 3 <= MAX_FILE_BYTES) return null;
  const { length } = new TextEncoder().encode(text);
  if (length <= MAX_FILE_BYTES) return null;
  return `Not taken: ${file} would have ${megabytes(length)} MB, and a file here may have ${megabytes(MAX_FILE_BYTES)} MB. It is as it was before.`;
}
