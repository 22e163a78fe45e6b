/** Everything that changes the learner's files, each with its way back. Knows drafts and state, not the server. */
import type { TextFiles, WorkbenchProject } from '@/lib/course/lesson-types';
import type { Draft } from '@/lib/progress/drafts';
import type { SnapshotReason } from '@/lib/progress/records';
import type { Action, BenchState } from '../state/bench-state.ts';
import type { Store } from '../state/store.ts';
import type { StorageFailure } from '@/lib/progress/failures';
import type { Result } from '@/lib/runtime/result';
import { sameFiles, withDraft } from './draft-files.ts';
import type { DraftKeeper, KeptHistory } from './draft-keeper.ts';
import { refuseName, tidyName } from './file-names.ts';
import { refuseSize } from './file-size.ts';

export interface FileActions {
  /** Refused for a file that is read only or would be too large: the state stays, and a note says why. */
  edit(file: string, text: string): void;
  isReadOnly(file: string): boolean;
  /** Says why nothing happened when somebody writes into a file that is read only. */
  noteReadOnly(file: string): void;
  /** @returns a sentence when the name cannot be used */
  addFile(file: string): string | null;
  /** Content, undo and history go along. @returns a sentence when the name cannot be used */
  renameFile(from: string, to: string): string | null;
  deleteFile(file: string): void;
  /** Earlier versions of the project, newest first. */
  history(): Promise<Result<KeptHistory, StorageFailure>>;
  /** One file as it was, without starting the server. `what` says so beside Undo. */
  restoreFile(file: string, text: string, what: string): Promise<void>;
  applySolution(): Promise<void>;
  /** The solution's version of one file. */
  applySolutionTo(file: string): Promise<void>;
  reset(): Promise<void>;
  /** Another project in place of this one; `what` is said beside the way back. */
  openProject(files: TextFiles, what: string): Promise<void>;
  undo(): Promise<void>;
  /** The draft is from an earlier version of the lesson: go on with it. */
  keepDraft(): Promise<void>;
  /** Another tab wrote since, or what was kept is gone: show what is kept now. */
  takeOtherTab(): Promise<void>;
  /** The same, the other way: keep what is here. */
  keepThisTab(): Promise<void>;
}

interface FileActionsOptions {
  readonly project: WorkbenchProject;
  readonly store: Store<BenchState, Action>;
  readonly keeper: DraftKeeper;
  readonly save: () => Promise<void>;
}

export function createFileActions({ project, store, keeper, save }: FileActionsOptions): FileActions & {
  /** Resolves with the files that took the place of the lesson's; null when none did. */
  loadDraft(): Promise<TextFiles | null>;
  heardFromOtherTab(draft: Draft | null): void;
} {
  /** What is kept now, while it is not what is here. */
  let elsewhere: TextFiles | null = null;
  /** `elsewhere`, as long as the draft is its only copy: typing here overwrites it. */
  let onlyThere: TextFiles | null = null;
  /** Something was typed here that another tab may overwrite in the draft. */
  let typedHere = false;
  const isReadOnly = (file: string): boolean => project.readOnly?.includes(file) ?? false;
  const readOnlyWords = (file: string): string => `${file} belongs to the lesson and can be read only.`;
  const say = (note: string): void => store.dispatch({ type: 'editor-noted', note });

  /** The learner's files, but the lesson's own where they are read only. */
  function filesOf(draft: Draft): TextFiles {
    const own = Object.entries(draft.files).filter(([file]) => !isReadOnly(file));
    return withDraft(project.start, Object.fromEntries(own));
  }

  /** Both sides into the history, before one of them takes the other's place. */
  async function keepBoth(): Promise<void> {
    const texts = [onlyThere, typedHere ? store.get().files : null].filter((files) => files !== null);
    onlyThere = null;
    typedHere = false;
    await Promise.all(texts.map((files) => keeper.keepVersion(files, 'restore')));
  }

  async function replace(files: TextFiles, reason: SnapshotReason, what: string | null): Promise<void> {
    const before = store.get().files;
    store.dispatch({ type: 'files-replaced', files, undo: what === null ? null : { what, files: before } });
    store.dispatch({ type: 'draft-news', news: null });
    await Promise.all([keeper.replace(files, reason), save()]);
  }

  return {
    async loadDraft() {
      const draft = await keeper.load();
      // What was typed meanwhile counts more.
      if (!draft || store.get().files !== project.start) return null;
      const files = filesOf(draft);
      const changes = !sameFiles(files, project.start);
      if (changes) store.dispatch({ type: 'files-replaced', files, undo: null });
      if (draft.baseHash !== project.baseHash) store.dispatch({ type: 'draft-news', news: 'older-lesson' });
      return changes ? files : null;
    },
    heardFromOtherTab(draft) {
      const { files, draftNews, started } = store.get();
      const kept = draft ? filesOf(draft) : project.start;
      if (sameFiles(kept, files)) {
        elsewhere = onlyThere = null;
        if (draftNews === 'other-tab' || draftNews === 'gone') store.dispatch({ type: 'draft-news', news: null });
        return;
      }
      // What the loading found is no news.
      if (started === null) return;
      elsewhere = kept;
      onlyThere = null;
      void keepBoth();
      onlyThere = draft && kept;
      store.dispatch({ type: 'draft-news', news: draft ? 'other-tab' : 'gone' });
    },
    edit(file, text) {
      if (store.get().files[file] === text) return;
      const refused = isReadOnly(file) ? readOnlyWords(file) : refuseSize(file, text);
      if (refused !== null) {
        say(refused);
        return;
      }
      if (onlyThere) void keepBoth();
      store.dispatch({ type: 'edited', file, text });
      typedHere = true;
      keeper.touch(file, text);
    },
    isReadOnly,
    noteReadOnly: (file) => say(readOnlyWords(file)),
    addFile(name) {
      const file = tidyName(name);
      const refused = refuseName(file, store.get().files);
      if (refused !== null) return refused;
      store.dispatch({ type: 'edited', file, text: '' });
      store.dispatch({ type: 'file-chosen', file });
      keeper.touch(file, '');
      return null;
    },
    renameFile(from, name) {
      const to = tidyName(name);
      const { files } = store.get();
      const text = files[from];
      if (to === from || text === undefined) return null;
      if (isReadOnly(from)) return readOnlyWords(from);
      // Its own old name is free.
      const { [from]: _renamed, ...others } = files;
      const refused = refuseName(to, others);
      if (refused !== null) return refused;
      void keeper.keepVersion(files, 'renamed', { from, to });
      store.dispatch({ type: 'file-renamed', from, to });
      keeper.touch(from, null);
      keeper.touch(to, text);
      return null;
    },
    deleteFile(file) {
      if (isReadOnly(file)) {
        say(readOnlyWords(file));
        return;
      }
      const { files: before } = store.get();
      const { [file]: _deleted, ...files } = before;
      store.dispatch({ type: 'files-replaced', files, undo: { what: `${file} was deleted.`, files: before } });
      keeper.touch(file, null);
    },
    history: () => keeper.history(),
    async restoreFile(file, text, what) {
      const before = store.get().files;
      store.dispatch({ type: 'files-replaced', files: { ...before, [file]: text }, undo: { what, files: before } });
      keeper.touch(file, text);
      // At once: whoever restores may be leaving.
      await Promise.all([keeper.flush(), keeper.keepVersion(before, 'restore')]);
    },
    applySolution: () =>
      replace({ ...project.start, ...project.solution }, 'solution', 'The solution is in place of your code.'),
    applySolutionTo(file) {
      const text = project.solution[file] ?? project.start[file];
      return replace(
        text === undefined ? store.get().files : { ...store.get().files, [file]: text },
        'solution',
        `The solution’s ${file} is in place of yours.`,
      );
    },
    reset: () => replace(project.start, 'reset', 'The lesson’s own files are back.'),
    openProject: (files, what) => replace(files, 'opened', what),
    async undo() {
      const { undo } = store.get();
      if (undo) await replace(undo.files, 'restore', null);
    },
    async keepDraft() {
      store.dispatch({ type: 'draft-news', news: null });
      await keeper.replace(store.get().files, 'lesson-changed');
    },
    async takeOtherTab() {
      if (!elsewhere) return;
      const files = elsewhere;
      const { files: before, draftNews } = store.get();
      const what = draftNews === 'gone' ? 'The lesson’s own files are back.' : 'The other tab’s files are here.';
      elsewhere = null;
      const kept = keepBoth();
      store.dispatch({ type: 'files-replaced', files, undo: { what, files: before } });
      store.dispatch({ type: 'draft-news', news: null });
      await kept;
      // What was typed here since the news is in the draft.
      await Promise.all([keeper.replace(files, 'restore'), save()]);
    },
    async keepThisTab() {
      elsewhere = null;
      store.dispatch({ type: 'draft-news', news: null });
      await keepBoth();
      await keeper.replace(store.get().files, 'restore');
    },
  };
}
