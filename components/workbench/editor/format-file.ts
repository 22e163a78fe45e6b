/**
 * Format on demand: the file in view, by ruff's formatter, as one change that one undo takes back. Whatever comes of it
 * is said in a sentence; a file that is no Python stays as it is. Knows the state, no editor.
 */
import type { Bench } from '../bench/bench';
import type { Ruff } from './ruff/ruff-client';

export const canFormat = (file: string): boolean => file.endsWith('.py');

export async function formatFile({ store, edit, isReadOnly, noteReadOnly }: FormatBench, ruff: Ruff): Promise<void> {
  const { activeFile: file, files } = store.get();
  const text = files[file];
  const say = (note: string): void => store.dispatch({ type: 'editor-noted', note });
  if (text === undefined || !canFormat(file)) return;
  if (isReadOnly(file)) {
    noteReadOnly(file);
    return;
  }
  const answer = await ruff.format(text);
  if (!answer.ok) {
    say(
      answer.error === 'unavailable'
        ? 'The formatter could not be loaded, so nothing was changed. Reload the page to try again.'
        : `The formatter gave no answer for ${file}, so nothing was changed.`,
    );
    return;
  }
  if (answer.value.kind === 'refused') {
    say(`${file} was not formatted: it has a syntax error. Mend the line that is underlined, then format again.`);
    return;
  }
  if (store.get().files[file] !== text) {
    say(`${file} was changed meanwhile, so it was not formatted. Format it again.`);
    return;
  }
  if (answer.value.text === text) {
    say(`${file} is formatted already.`);
    return;
  }
  edit(file, answer.value.text);
  say(`${file} is formatted.`);
}

type FormatBench = Pick<Bench, 'store' | 'edit' | 'isReadOnly' | 'noteReadOnly'>;
