/**
 * Remembers, where it can be read at once, that a project has a draft: only then is the server's start worth holding
 * back until the draft is loaded. A hint and no more; the draft itself is in lib/progress.
 */

/** In localStorage. */
export const draftHintKey = (projectId: string): string => `graceful-draft:${projectId}`;

export function readDraftHint(projectId: string): boolean {
  try {
    return localStorage.getItem(draftHintKey(projectId)) !== null;
  } catch (error) {
    console.info('Whether there is a draft cannot be read here:', error);
    return false;
  }
}

export function writeDraftHint(projectId: string, hasDraft: boolean): void {
  try {
    if (hasDraft) localStorage.setItem(draftHintKey(projectId), '1');
    else localStorage.removeItem(draftHintKey(projectId));
  } catch (error) {
    console.info('Whether there is a draft cannot be kept here:', error);
  }
}
