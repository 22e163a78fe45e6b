/** What is said of the course being kept on this device. Pure: knows states, and no page. */
import type { OfflineState } from '@/lib/offline/offline-state';

export interface OfflineMark {
  /** One or two words, as a name. */
  readonly label: string;
  /** One sentence. */
  readonly title: string;
}

export const percentOf = ({ done, total }: { readonly done: number; readonly total: number }): string =>
  `${String(total === 0 ? 0 : Math.floor((done / total) * 100))} %`;

/** Null when there is nothing worth a place in the header. */
export function offlineMark({ kept, online }: OfflineState): OfflineMark | null {
  if (!online) {
    return kept.status === 'ready'
      ? { label: 'Offline', title: 'You are offline. The course is on this device, and all of it works.' }
      : {
          label: 'Offline',
          title:
            'You are offline, and the course is not on this device yet. What this page has loaded goes on working.',
        };
  }
  switch (kept.status) {
    case 'ready':
      return { label: 'Ready offline', title: 'The course is on this device and works without a network.' };
    case 'saving':
      return { label: 'Saving for offline', title: `Being kept on this device: ${percentOf(kept)}.` };
    default:
      return null;
  }
}
