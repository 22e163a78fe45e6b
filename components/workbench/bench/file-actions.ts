/** Everything that changes the learner's files, each with its way back. Knows drafts and state, not the server. */
import type { TextFiles, WorkbenchProject } from '@/lib/course/lesson-types';
import type { Draft } from '@/lib/progress/drafts';
import type { SnapshotReason } from '@/lib/progress/records';
import type { Action, BenchState } from '../state/bench-state.ts';
import type { Store } from '../state/store.ts';
import { sameFiles, withDraft } from './draft-files.ts';
import type { DraftKeeper } from './draft-keeper.ts';

export interface FileActions {
  edit(file: string, text: string): void;
  /** @returns a sentence when the name cannot be used */
  addFile(file: string): string | null;
  deleteFile(file: string): void;
  applySolution(): Promise<void>;
  /** The solution's version of one file. */
  applySolutionTo(file: string): Promise<void>;
  reset(): Promise<void>;
  /** Another project in place of this one; `what` is said beside the way back. */
  openProject(files: TextFiles, what: string): Promise<void>;
  undo(): Promise<void>;
  /** The draft is from an earlier version of the lesson: go on with it. */
  keepDraft(): Promise<void>;
  /** Another tab wrote since: show its files here. */
  takeOtherTab(): Promise<void>;
}

interface FileActionsOptions {
  readonly project: WorkbenchProject;
  readonly store: Store<BenchState, Action>;
  readonly keeper: DraftKeeper;
  readonly save: () => Promise<void>;
}

const FILE_NAME = /^(?:[\w.-]+\/)*[\w-][\w.-]*$/;

export function createFileActions({ project, store, keeper, save }: FileActionsOptions): FileActions & {
  loadDraft(): Promise<void>;
  heardFromOtherTab(draft: Draft | null): void;
} {
  let fromOtherTab: Draft | null = null;

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
      if (!draft || store.get().files !== project.start) return;
      const files = withDraft(project.start, draft.files);
      if (!sameFiles(files, project.start)) store.dispatch({ type: 'files-replaced', files, undo: null });
      if (draft.baseHash !== project.baseHash) store.dispatch({ type: 'draft-news', news: 'older-lesson' });
    },
    heardFromOtherTab(draft) {
      if (!draft || sameFiles(withDraft(project.start, draft.files), store.get().files)) return;
      // What the loading found is no news.
      if (store.get().started === null) return;
      fromOtherTab = draft;
      store.dispatch({ type: 'draft-news', news: 'other-tab' });
    },
    edit(file, text) {
      if (store.get().files[file] === text) return;
      store.dispatch({ type: 'edited', file, text });
      keeper.touch(file, text);
    },
    addFile(file) {
      const { files } = store.get();
      if (!FILE_NAME.test(file) || file.split('/').includes('..')) {
        return 'Use letters, digits, dots, hyphens and slashes, e.g. templates/500.html.';
      }
      if (file in files) return `There is a file ${file} already.`;
      store.dispatch({ type: 'edited', file, text: '' });
      store.dispatch({ type: 'file-chosen', file });
      keeper.touch(file, '');
      return null;
    },
    deleteFile(file) {
      const { files: before } = store.get();
      const { [file]: _deleted, ...files } = before;
      store.dispatch({ type: 'files-replaced', files, undo: { what: `${file} was deleted.`, files: before } });
      keeper.touch(file, null);
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
      if (!fromOtherTab) return;
      const files = withDraft(project.start, fromOtherTab.files);
      const before = store.get().files;
      store.dispatch({
        type: 'files-replaced',
        files,
        undo: { what: 'The other tab’s files are here.', files: before },
      });
      store.dispatch({ type: 'draft-news', news: null });
      await save();
    },
  };
}
