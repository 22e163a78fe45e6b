/** What may be asked before the supervisor asks it. One place words it, so that equal asks are equal messages. */
import type { HeaderList, Instruments, ProjectFiles, RunMode } from './live-server.ts';
import type { ToInterpreter } from './protocol.ts';

export const askToLoad = (files: ProjectFiles, mode: RunMode): ToInterpreter => ({
  type: 'load',
  id: 'load',
  files,
  mode,
});

export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  readonly body?: Uint8Array | undefined;
}

/** @param clock what the app takes for now, in milliseconds since the epoch; null for the real time */
export const askToServe = (
  id: string,
  { method, path, headers, body = new Uint8Array() }: AskedRequest,
  instruments: Instruments,
  clock: number | null = null,
): ToInterpreter => ({ type: 'request', id, method, path, headers, body, clock, instruments });

/** The id of a server's n-th request, from 1. */
export const requestId = (count: number): string => `r${String(count)}`;
