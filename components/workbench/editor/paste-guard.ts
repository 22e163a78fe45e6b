/** Keeps an editor from taking a text that no file may have: it would freeze first and be refused then. */
import type { Bench } from '../bench/bench';
import { refuseSize } from '../bench/file-size';

/** @returns how to stop it */
export function refuseHugePastes(container: HTMLElement, { store }: Pick<Bench, 'store'>): () => void {
  const refuse = (event: Event, text: string | null | undefined): void => {
    const refused = refuseSize(store.get().activeFile, text ?? '');
    if (refused === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    store.dispatch({ type: 'editor-noted', note: refused });
  };
  const paste = (event: ClipboardEvent): void => {
    // There is nothing to paste. Monaco would prevent it all the same, and seem to forbid pasting to whoever tries the field.
    if (!event.clipboardData) event.stopImmediatePropagation();
    refuse(event, event.clipboardData?.getData('text/plain'));
  };
  const drop = (event: DragEvent): void => refuse(event, event.dataTransfer?.getData('text/plain'));
  const input = (event: InputEvent): void => refuse(event, event.data);
  container.addEventListener('paste', paste, { capture: true });
  container.addEventListener('drop', drop, { capture: true });
  container.addEventListener('beforeinput', input, { capture: true });
  return () => {
    container.removeEventListener('paste', paste, { capture: true });
    container.removeEventListener('drop', drop, { capture: true });
    container.removeEventListener('beforeinput', input, { capture: true });
  };
}
