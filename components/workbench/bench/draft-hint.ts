/**
 * Remembers, where it can be read at once, that a project has a draft: only then is the server's start worth holding
 * back until the draft is loaded. A hint and no more; the draft itself is in lib/progress.
 */
import { readLocal, writeLocal } from '@/lib/progress/preferences';

/** In localStorage. */
export const draftHintKey = (projectId: string): string => `graceful-draft:${projectId}`;

export const readDraftHint = (projectId: string): boolean => readLocal(draftHintKey(projectId)) !== null;

export const writeDraftHint = (projectId: string, hasDraft: boolean): void =>
  writeLocal(draftHintKey(projectId), hasDraft ? '1' : null);
