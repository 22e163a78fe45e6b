/**
 * What the rendered page's own scripts threw and nobody caught, as sentences to show above the page. The words are the
 * page's, which may be anybody's: each is one short line, and there are few.
 */
import type { FromPreview } from './protocol.ts';
import { shortened } from './words.ts';

type PageFailure = Pick<Extract<FromPreview, { type: 'failed' }>, 'message' | 'line'>;

const MAX_SENTENCES = 3;
const MESSAGE_LENGTH = 200;
const MORE = 'More went wrong in scripts of the page. The browser’s own console has it all.';

/** The sentences with one for this failure, unless it is there already or there are enough. */
export function withFailure(sentences: readonly string[], failed: PageFailure): readonly string[] {
  const next = sentences.length < MAX_SENTENCES ? failureWords(failed) : MORE;
  return sentences.includes(next) ? sentences : [...sentences, next];
}

function failureWords({ message, line }: PageFailure): string {
  const what = shortened(message.replace(/^Uncaught /, ''), MESSAGE_LENGTH);
  // What browsers say of a script that they take for another host's.
  if (what === '' || what === 'Script error.')
    return 'A script of the page failed. The browser’s own console says how.';
  // Chromium counts from the script's first line, Firefox from the page's.
  const place = line === 0 ? '' : ` (line ${String(line)}, as the browser counts)`;
  const words = `A script of the page failed${place}: ${what}${/[.!?…]$/.test(what) ? '' : '.'}`;
  const isStorage = what.startsWith('SecurityError') && !what.includes('cross-origin');
  return isStorage ? `${words} A rendered page here has no cookies or storage of its own.` : words;
}
