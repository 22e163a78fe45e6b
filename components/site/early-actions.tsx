/**
 * What the reader does before the page's scripts are there is done when they are: the buttons pressed, the answers chosen,
 * the text typed. Without this a press in the first second would be lost, as nothing listens to it yet.
 */
'use client';

import { useEffect } from 'react';

interface EarlyAction {
  readonly element: Element;
  /** What a field held when it was last changed; null for a button. */
  readonly value: string | boolean | null;
  /** Where in a text field the reader was then. */
  readonly caret: number | null;
}

declare global {
  var gracefulEarlyActions: { end(): Iterable<EarlyAction> } | undefined;
}

/** An element is acted on once, however often it was pressed: whoever presses again saw nothing happen. */
const SCRIPT = `(function () {
  var actions = new Map();
  function pressed(event) {
    var button = event.target.closest('button');
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    actions.set(button, { element: button, value: null, caret: null });
  }
  function changed(event) {
    var field = event.target;
    var value = field.type === 'radio' || field.type === 'checkbox' ? field.checked : field.value;
    actions.set(field, { element: field, value: value, caret: field.selectionEnd });
  }
  function moved(event) {
    if (actions.has(event.target)) actions.get(event.target).caret = event.target.selectionEnd;
  }
  addEventListener('click', pressed, true);
  addEventListener('input', changed, true);
  addEventListener('keyup', moved, true);
  addEventListener('pointerup', moved, true);
  window.gracefulEarlyActions = {
    end: function () {
      removeEventListener('click', pressed, true);
      removeEventListener('input', changed, true);
      removeEventListener('keyup', moved, true);
      removeEventListener('pointerup', moved, true);
      delete window.gracefulEarlyActions;
      return actions.values();
    },
  };
})()`;

/** For the page's head, so that it listens before there is anything to press. */
export function EarlyActionsScript() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}

/** Draws nothing. Stands last in the page: its effect comes when all before it listens. */
export function EarlyActions() {
  useEffect(() => {
    void redoAll(globalThis.gracefulEarlyActions?.end() ?? []);
  }, []);
  return null;
}

async function redoAll(actions: Iterable<EarlyAction>): Promise<void> {
  // All at once, since what is redone first makes React draw the others as they were.
  const lasting = [...actions].filter(({ element }) => element.isConnected && !isLeft(element));
  for (const { element, value, caret } of lasting) {
    // Not within React's own work, which would put a field back before it hears of the change; and a text is in the page's state
    // before the button after it is pressed.
    await Promise.resolve();
    if (element instanceof HTMLButtonElement) element.click();
    else if (typeof value === 'boolean') choose(element as HTMLInputElement, value);
    else if (element instanceof HTMLSelectElement) select(element, String(value));
    else if (isFileField(element)) element.dispatchEvent(new Event('change', { bubbles: true }));
    else type(element as HTMLInputElement | HTMLTextAreaElement, String(value), caret);
  }
}

/** A radio that another one was chosen after. */
const isLeft = (element: Element): boolean =>
  element instanceof HTMLInputElement && element.type === 'radio' && !element.checked;
const isFileField = (element: Element): boolean => element instanceof HTMLInputElement && element.type === 'file';

/*
 * React remembers what a field held when it took the page over, and takes an equal value for no change. So the field is put back
 * to what it was, and changed behind React's back, as the reader's hand does.
 */

function choose(box: HTMLInputElement, checked: boolean): void {
  box.checked = !checked;
  box.click();
}

function type(field: HTMLInputElement | HTMLTextAreaElement, text: string, caret: number | null): void {
  field.value = field.defaultValue;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
  // A new value moves it to the end.
  if (caret !== null && document.activeElement === field) field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function select(field: HTMLSelectElement, option: string): void {
  field.value = option;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
