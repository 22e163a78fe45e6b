/**
 * One live server for the experiments of a page: opened when it is first wanted, one experiment at a time, closed with the
 * page. Knows the LiveServer interface, not what is drawn.
 */
'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Experiment } from '@/lib/course/experiment-types';
import { endedBy, observe, type Observation } from '@/lib/experiment/observe';
import { failure, type ServerFailure } from '@/lib/runtime/failures';
import type { LiveServer, ServerState } from '@/lib/runtime/live-server';

export interface ExperimentServer {
  readonly state: ServerState;
  /** Begin to boot, if that has not begun. */
  readonly warm: () => void;
  /** Resolves with why it ended early, or null. */
  readonly run: (
    experiment: Experiment,
    onObserved: (observation: Observation) => void,
  ) => Promise<ServerFailure | null>;
}

async function openServer(): Promise<LiveServer> {
  const { createSandboxServer } = await import('@/lib/runtime/sandbox/sandbox-server');
  return createSandboxServer();
}

export function useExperiments(): ExperimentServer {
  const [state, setState] = useState<ServerState>({ status: 'off' });
  const opening = useRef<Promise<LiveServer> | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const open = useCallback((): Promise<LiveServer> => {
    const opened = (opening.current ??= openServer().then((server) => {
      server.subscribe((event) => {
        if (event.type === 'state') setState(event.state);
      });
      return server;
    }));
    // The next one who asks tries again.
    opened.catch(() => {
      if (opening.current === opened) opening.current = null;
    });
    return opened;
  }, []);

  const warm = useCallback(() => {
    open().catch((error: unknown) => console.warn('The server could not be fetched:', error));
  }, [open]);

  const run = useCallback<ExperimentServer['run']>(
    (experiment, onObserved) => {
      const mine = queue.current.then(async () => {
        let server: LiveServer;
        try {
          server = await open();
        } catch (error) {
          return failure('bundle-missing', { cause: String(error) });
        }
        return endedBy(experiment, await observe(server, experiment, { onObserved }));
      });
      queue.current = mine;
      return mine;
    },
    [open],
  );

  useEffect(
    () => () => {
      const server = opening.current;
      opening.current = null;
      void server?.then(
        (opened) => opened.stop(),
        () => undefined,
      );
    },
    [],
  );

  return { state, warm, run };
}
