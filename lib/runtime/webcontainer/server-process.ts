/**
 * One `node` process in a WebContainer that serves a project: spawned, listened to, written to, and noticed when it ends
 * or stops answering. Turns the process's terminal into a RemoteServer; knows nothing of leases or states.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import { RemoteServer } from '../remote/remote-server.ts';
import type { Channel, PlaceFiles } from '../remote/remote-server.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { BundleFile } from '../sandbox/manifest.ts';
import type { Container, ContainerProcess } from './api.ts';
import { APP_PORT, HOST_FOLDER, HOST_NAME } from './layout.ts';
import { createProcessChannel, plain } from './process-channel.ts';
import type { FileTopic } from './process-channel.ts';
import { isOutOfMemory } from './vendor-words.ts';

export interface ProcessListeners {
  /** What is for the terminal. */
  onOutput(text: string): void;
  onAddress(address: string): void;
  /** It is gone, or as good as gone. Once. */
  onEnd(fault: ServerFailure): void;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

const READY_DEADLINE_MS = 30_000;
/** The process says that it is alive more often than this; three times nothing, and it is not. */
const LOOK_MS = 10_000;
const LAST_WORDS = 4000;

export class ServerProcess {
  readonly remote: RemoteServer;
  private readonly input: WritableStreamDefaultWriter<string>;
  private readonly channel;
  private heard = true;
  private silences = 0;
  private ended = false;
  private lastWords = '';
  private readonly watch: ReturnType<typeof setInterval>;
  private readonly leave: (() => void)[] = [];

  private constructor(
    container: Container,
    private readonly process: ContainerProcess,
    token: string,
    place: PlaceFiles,
    private readonly listeners: ProcessListeners,
    onReady: () => void,
  ) {
    this.input = process.input.getWriter();
    const remote: Channel = {
      send: (text) => {
        this.channel.say('server', text);
      },
      onText: () => undefined,
    };
    this.channel = createProcessChannel(
      'page',
      token,
      (text) => {
        // What cannot be written is for a process that has ended, and that is told by its exit.
        this.input.write(text).catch((error: unknown) => {
          console.info('The process takes nothing more.', error);
        });
      },
      (topic, text) => {
        if (topic === 'ready') onReady();
        if (topic === 'server') remote.onText(text);
      },
      (text) => {
        this.lastWords = (this.lastWords + text).slice(-LAST_WORDS);
        listeners.onOutput(text);
      },
    );
    this.remote = new RemoteServer(remote, place);
    this.leave.push(
      container.on('server-ready', (port, url) => {
        if (port === APP_PORT) listeners.onAddress(url.replace(/\/$/, ''));
      }),
      container.on('error', ({ message }) => {
        if (isOutOfMemory(message)) this.end(failure('webcontainer-out-of-memory', { cause: message }));
        else console.warn('The WebContainer reports:', message);
      }),
    );
    this.watch = setInterval(() => {
      this.look();
    }, LOOK_MS);
    void this.read();
    void process.exit.then((code) => {
      this.endWithLastWords(`The server’s Node process has ended with exit code ${String(code)}.`);
    });
  }

  /** Spawns it and waits until it is ready to be told what to serve. */
  static async spawn(
    container: Container,
    place: PlaceFiles,
    listeners: ProcessListeners,
    size: TerminalSize,
    readyDeadlineMs = READY_DEADLINE_MS,
  ): Promise<Result<ServerProcess, ServerFailure>> {
    const token = crypto.randomUUID();
    const process = await container.spawn('node', [`${HOST_FOLDER}/${HOST_NAME}`, token], {
      terminal: { cols: size.columns, rows: size.rows },
    });
    return new Promise((resolve) => {
      let spawned: ServerProcess | null = null;
      const fail = (fault: ServerFailure): void => {
        clearTimeout(deadline);
        resolve(err(fault));
      };
      const deadline = setTimeout(() => {
        const late = failure('webcontainer-ended', { message: 'The server’s Node process did not get ready in time.' });
        spawned?.end(late);
        fail(late);
      }, readyDeadlineMs);
      const watched: ProcessListeners = {
        ...listeners,
        onEnd: (fault) => {
          fail(fault);
          listeners.onEnd(fault);
        },
      };
      spawned = new ServerProcess(container, process, token, place, watched, () => {
        clearTimeout(deadline);
        if (spawned) resolve(ok(spawned));
      });
    });
  }

  type(text: string): void {
    this.channel.say('typed', plain(text));
  }

  resize({ columns, rows }: TerminalSize): void {
    if (this.ended) return;
    this.process.resize({ cols: columns, rows });
    this.channel.say('size', `${String(columns)}x${String(rows)}`);
  }

  tellOfFile(topic: FileTopic, file: BundleFile): void {
    this.channel.say(topic, file);
  }

  /** Whatever was asked of it fails with `fault`. */
  end(fault: ServerFailure): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.watch);
    for (const undo of this.leave) undo();
    this.process.kill();
    this.remote.lose(fault);
    this.listeners.onEnd(fault);
  }

  private async read(): Promise<void> {
    const reader = this.process.output.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.heard = true;
      this.channel.reader.push(value);
    }
  }

  /** Counts looks and not time: a machine that slept has looked at nothing. */
  private look(): void {
    this.silences = this.heard ? 0 : this.silences + 1;
    this.heard = false;
    if (this.silences >= 3) this.endWithLastWords('The server’s Node process has stopped answering.');
  }

  /** What it printed last may say why. */
  private endWithLastWords(message: string): void {
    const cause = this.lastWords.trim();
    this.end(
      isOutOfMemory(cause)
        ? failure('webcontainer-out-of-memory', { cause })
        : failure('webcontainer-ended', { message, ...(cause === '' ? {} : { cause }) }),
    );
  }
}
