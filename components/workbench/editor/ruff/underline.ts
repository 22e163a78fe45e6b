/**
 * Ruff's findings as marks in Monaco: every Python file of the project that is open, a moment after the last key.
 * Knows models and marks, not where the findings come from.
 */
import type { editor as MonacoEditor, IDisposable } from 'monaco-editor/editor';
import type { Monaco } from '../monaco-parts';
import type { Ruff } from './ruff-client';
import type { Finding } from './ruff-protocol';

export const OWNER = 'ruff';
const QUIET_MS = 250;

/** Models of other schemes are the two sides of a comparison. */
const isOurs = (model: MonacoEditor.ITextModel): boolean =>
  model.uri.scheme === 'lesson' && model.getLanguageId() === 'python';

export function underlineProblems({ editor, MarkerSeverity, MarkerTag }: Monaco, ruff: Ruff): () => void {
  const watched = new Map<MonacoEditor.ITextModel, () => void>();

  function toMarker(model: MonacoEditor.ITextModel, finding: Finding): MonacoEditor.IMarkerData {
    const { code, message, start, end, unnecessary } = finding;
    const isSyntax = code === null || code === 'invalid-syntax';
    const { startLineNumber, startColumn, endLineNumber, endColumn } = model.validateRange({
      startLineNumber: start.row,
      startColumn: start.column,
      endLineNumber: end.row,
      endColumn: end.column,
    });
    return {
      startLineNumber,
      startColumn,
      endLineNumber,
      endColumn,
      severity: isSyntax ? MarkerSeverity.Error : MarkerSeverity.Warning,
      message: isSyntax ? `Syntax error: ${message}` : message,
      source: OWNER,
      ...(isSyntax ? {} : { code }),
      tags: unnecessary ? [MarkerTag.Unnecessary] : [],
    };
  }

  async function check(model: MonacoEditor.ITextModel): Promise<void> {
    const version = model.getVersionId();
    const found = await ruff.check(model.getValue());
    // Another check is on its way when the text has moved on.
    if (!found.ok || model.isDisposed() || model.getVersionId() !== version || !watched.has(model)) return;
    editor.setModelMarkers(
      model,
      OWNER,
      found.value.map((finding) => toMarker(model, finding)),
    );
  }

  function watch(model: MonacoEditor.ITextModel): void {
    if (watched.has(model) || !isOurs(model)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changes: IDisposable = model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void check(model), QUIET_MS);
    });
    watched.set(model, () => {
      clearTimeout(timer);
      changes.dispose();
    });
    void check(model);
  }

  function unwatch(model: MonacoEditor.ITextModel): void {
    watched.get(model)?.();
    watched.delete(model);
  }

  for (const model of editor.getModels()) watch(model);
  const subscriptions = [
    editor.onDidCreateModel(watch),
    editor.onWillDisposeModel(unwatch),
    editor.onDidChangeModelLanguage(({ model }) => {
      unwatch(model);
      editor.setModelMarkers(model, OWNER, []);
      watch(model);
    }),
  ];
  return () => {
    for (const subscription of subscriptions) subscription.dispose();
    for (const model of [...watched.keys()]) {
      unwatch(model);
      if (!model.isDisposed()) editor.setModelMarkers(model, OWNER, []);
    }
  };
}
