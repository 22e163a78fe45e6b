/**
 * One small live server for a page that is no lesson: starts when asked, changes its program when another one is
 * asked for, keeps the log of the last request. Knows the LiveServer interface, not what is drawn.
 */
'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ServerFailure } from '@/lib/runtime/failures';
import type { HttpExchange, LiveServer, LogRecord, ProjectFiles, ServerState } from '@/lib/runtime/live-server';

/** What the last visit came to. `words` is for failures that are ours, such as a chunk that could not be fetched. */
export type Visit =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting'; readonly path: string }
  | {
      readonly kind: 'answered';
      readonly path: string;
      readonly exchange: HttpExchange;
      readonly log: readonly LogRecord[];
    }
  | {
      readonly kind: 'failed';
      readonly path: string;
      readonly failure: Pick<ServerFailure, 'code' | 'message' | 'suggestion'>;
    };

export interface DemoServer {
  readonly state: ServerState;
  readonly visit: Visit;
  /** Begin to boot, if that has not begun. */
  readonly warm: (program: ProjectFiles) => void;
  readonly send: (program: ProjectFiles, path: string) => void;
}

async function openServer(): Promise<LiveServer> {
  const { createSandboxServer } = await import('@/lib/runtime/sandbox/sandbox-server');
  return createSandboxServer();
}

export function useDemoServer(): DemoServer {
  const [state, setState] = useState<ServerState>({ status: 'off' });
  const [visit, setVisit] = useState<Visit>({ kind: 'none' });
  const opening = useRef<Promise<LiveServer> | null>(null);
  const running = useRef<ProjectFiles | null>(null);
  const log = useRef<LogRecord[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const open = useCallback((): Promise<LiveServer> => {
    opening.current ??= openServer().then((server) => {
      server.subscribe((event) => {
        if (event.type === 'state') setState(event.state);
        if (event.type === 'log') log.current.push(event.record);
      });
      return server;
    });
    return opening.current;
  }, []);

  /** One thing after another: a program is not changed under a request. */
  const enqueue = useCallback((path: string | null, work: () => Promise<Visit | null>) => {
    queue.current = queue.current
      .then(work)
      .then((result) => {
        if (result) setVisit(result);
      })
      .catch((error: unknown) => {
        opening.current = null;
        console.error(error);
        // Nobody asked for anything yet; a click tries again and shows what comes of it.
        if (path === null) return;
        const failure = {
          code: 'bundle-missing',
          message: 'The server could not be fetched.',
          suggestion: 'Check the connection and try again.',
        } as const;
        setVisit({ kind: 'failed', path, failure });
      });
  }, []);

  const run = useCallback(
    async (program: ProjectFiles) => {
      const server = await open();
      if (running.current !== program || server.state.status !== 'running') {
        const started = await server.start(program);
        running.current = started.ok ? program : null;
        if (!started.ok) return { server, failure: started.error };
      }
      return { server, failure: null };
    },
    [open],
  );

  const warm = useCallback(
    (program: ProjectFiles) => {
      if (opening.current) return;
      enqueue(null, async () => {
        await run(program);
        return null;
      });
    },
    [enqueue, run],
  );

  const send = useCallback(
    (program: ProjectFiles, path: string) => {
      setVisit({ kind: 'waiting', path });
      enqueue(path, async () => {
        const { server, failure } = await run(program);
        if (failure) return { kind: 'failed', path, failure };
        log.current = [];
        const result = await server.request(
          { method: 'GET', path, headers: [['Accept', 'text/html']] },
          { origin: 'page' },
        );
        if (!result.ok) return { kind: 'failed', path, failure: result.error };
        return { kind: 'answered', path, exchange: result.value, log: log.current };
      });
    },
    [enqueue, run],
  );

  useEffect(
    () => () => {
      const server = opening.current;
      opening.current = null;
      running.current = null;
      void server?.then((open) => open.stop());
    },
    [],
  );

  return { state, visit, warm, send };
}
