/**
 * The other side of a RemoteServer: hands its calls to a live server in this process, and everything that happens back.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import type { LiveServer, ProjectFiles } from '../live-server.ts';
import type { Result } from '../result.ts';
import { fromMessage, fromText, parseToRemote, toText } from './messages.ts';
import type { FromRemote, SentFiles, ToRemote } from './messages.ts';
import type { Channel } from './remote-server.ts';

/** @param readFolder the files below a folder that a message names; by default there are none */
export function serveRemote(
  server: LiveServer,
  channel: Channel,
  readFolder: (folder: string) => ProjectFiles = (folder) => {
    throw new Error(`There is no folder ${folder} here.`);
  },
): void {
  const aborts = new Map<number, AbortController>();
  const send = (message: FromRemote): void => {
    channel.send(toText(message));
  };
  const open = (sent: SentFiles): ProjectFiles =>
    sent.in === 'folder' ? readFolder(sent.folder) : fromMessage(sent.files);

  server.subscribe((event) => {
    send({ type: 'event', event });
  });

  async function answer(message: Exclude<ToRemote, { type: 'instrument' | 'abort' }>, signal: AbortSignal) {
    const { id } = message;
    switch (message.type) {
      case 'start': {
        const files = open(message.files);
        send({ type: 'taken', id });
        return server.start(files, message.options);
      }
      case 'request': {
        const { request, origin, clock, pieces } = message;
        const result = await server.request(request, {
          signal,
          ...(origin === undefined ? {} : { origin }),
          ...(clock === undefined ? {} : { clock }),
          ...(pieces ? { onPiece: (piece) => send({ type: 'piece', id, piece }) } : {}),
        });
        return result.ok ? { ok: true as const, value: result.value.id } : result;
      }
      case 'test': {
        const { select, args, color, deadlineMs } = message;
        const tests = open(message.tests);
        const project = message.project && open(message.project);
        send({ type: 'taken', id });
        return server.test(tests, {
          select,
          args,
          color,
          signal,
          onOutput: (text) => send({ type: 'printed', id, text }),
          ...(project ? { project } : {}),
          ...(deadlineMs === undefined ? {} : { deadlineMs }),
        });
      }
      case 'plan':
        return server.planTraffic(message.options);
      case 'source':
        return server.librarySource(message.path);
      case 'stop':
        await server.stop();
        return { ok: true as const, value: null };
    }
  }

  channel.onText = (text) => {
    const message = parseToRemote(fromText(text));
    if (!message) return;
    if (message.type === 'instrument') server.instrument(message.change);
    else if (message.type === 'abort') aborts.get(message.id)?.abort();
    else {
      const { id } = message;
      const controller = new AbortController();
      aborts.set(id, controller);
      void answer(message, controller.signal)
        .catch((error: unknown): Result<never, ServerFailure> => {
          const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
          return { ok: false, error: failure('interpreter-crashed', { cause }) };
        })
        .then((result: Result<unknown, ServerFailure>) => {
          aborts.delete(id);
          send({ type: 'answer', id, result: result.ok ? { ok: true, value: result.value ?? null } : result });
        });
    }
  };
}
