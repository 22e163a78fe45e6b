/** A server's state in words short enough for a status line. */
import type { ServerState } from '@/lib/runtime/live-server';

export function serverWords(state: ServerState): string {
  switch (state.status) {
    case 'off':
      return 'Server off';
    case 'loading': {
      const share = state.totalBytes > 0 ? Math.floor((100 * state.loadedBytes) / state.totalBytes) : 0;
      return `Starting… ${String(share)} %`;
    }
    case 'starting':
      return 'Starting…';
    case 'running':
      return 'Server running';
    case 'failed':
      return 'Server failed';
  }
}
