/**
 * A live server whose interpreters run in a Node process in a WebContainer. The process is brought up when something is
 * started, and again after it has ended; what goes on in it is the RemoteServer's. Knows no frames and no vendor's host.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import type {
  HttpExchange,
  HttpRequest,
  Instruments,
  LiveServer,
  PlannedRequest,
  ProjectFiles,
  RequestOptions,
  ServerEvent,
  ServerProcess as ProcessOfServer,
  ServerState,
  StartOptions,
  TestOptions,
  TestReport,
  TrafficOptions,
} from '../live-server.ts';
import { badPath, importsAny } from '../project-paths.ts';
import { inMessage } from '../remote/messages.ts';
import type { PlaceFiles } from '../remote/remote-server.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { BundleFile } from '../sandbox/manifest.ts';
import { refusal } from '../server-state.ts';
import {
  FIRST_FILES,
  LATER_FILES,
  ProjectFolder,
  containerBytes,
  writeBundleFile,
  writeManifest,
} from './container-files.ts';
import type { BundleSource } from './container-files.ts';
import { FOLDERS } from './layout.ts';
import { ServerProcess } from './server-process.ts';
import type { TerminalSize } from './server-process.ts';
import type { Lease, TabContainer } from './tab-container.ts';
import { isOutOfMemory } from './vendor-words.ts';

export interface WebContainerOptions {
  readonly containers: TabContainer;
  readonly bundle: BundleSource;
  /** Boot even if the vendor's host seems not to answer. */
  readonly evenIfUnreachable?: boolean;
  readonly readyDeadlineMs?: number;
}

/** What a terminal that is opened later is shown. */
const TERMINAL_MEMORY = 200_000;

export class WebContainerServer implements LiveServer {
  state: ServerState = { status: 'off' };
  readonly process: ProcessOfServer;
  private readonly listeners = new Set<(event: ServerEvent) => void>();
  private readonly terminals = new Set<(text: string) => void>();
  private printed = '';
  private size: TerminalSize = { columns: 80, rows: 24 };
  private address: string | null = null;
  private lease: Lease | null = null;
  private up: ServerProcess | null = null;
  /** Coming up, or up; null when the next start has to begin. */
  private coming: Promise<Result<ServerProcess, ServerFailure>> | null = null;
  private later: Promise<unknown> = Promise.resolve();
  private instruments: Partial<Instruments> = {};
  private loadedBytes = 0;
  /** Counts stops: whoever finds it changed after a wait is not wanted any more. */
  private generation = 0;
  private stopped = new AbortController();
  private refusals = 0;

  constructor(private readonly options: WebContainerOptions) {
    const address = (): string | null => this.address;
    this.process = {
      get address() {
        return address();
      },
      onTerminal: (listener) => {
        if (this.printed !== '') listener(this.printed);
        this.terminals.add(listener);
        return () => this.terminals.delete(listener);
      },
      type: (text) => {
        this.up?.type(text);
      },
      resize: (columns, rows) => {
        this.size = { columns, rows };
        this.up?.resize(this.size);
      },
    };
  }

  subscribe(listener: (event: ServerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async start(project: ProjectFiles, options: StartOptions = {}): Promise<Result<void, ServerFailure>> {
    const { generation } = this;
    const up = await this.comeUp();
    if (generation !== this.generation) return err(failure('cancelled'));
    if (!up.ok) {
      this.move({ status: 'failed', failure: up.error });
      return up;
    }
    const { lease } = this;
    const { remote } = up.value;
    if (!lease) return err(failure('cancelled'));
    // What the first answer does not need would only be in its way.
    if (importsAny(project, this.options.bundle.manifest.workshopModules)) void this.bringLater(lease, up.value);
    const started = await remote.start(project, options);
    void this.bringLater(lease, up.value);
    return started;
  }

  async request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<HttpExchange, ServerFailure>> {
    const up = await this.present();
    return up ? up.remote.request(request, options) : this.refuse(request, options);
  }

  async test(tests: ProjectFiles, options: TestOptions = {}): Promise<Result<TestReport, ServerFailure>> {
    // Tests bring their own project, so they need no server that runs.
    const up = options.project ? await this.comeUp() : await this.present();
    if (!up) return err(failure('not-running', { message: 'There is no project to test yet.' }));
    if (!('ok' in up)) return this.testIn(up, tests, options);
    return up.ok ? this.testIn(up.value, tests, options) : up;
  }

  instrument(change: Partial<Instruments>): void {
    this.instruments = { ...this.instruments, ...change };
    this.up?.remote.instrument(change);
  }

  async planTraffic(options: TrafficOptions): Promise<Result<readonly PlannedRequest[], ServerFailure>> {
    const up = await this.present();
    return up ? up.remote.planTraffic(options) : err(failure('not-running'));
  }

  async librarySource(path: string): Promise<Result<string, ServerFailure>> {
    const up = await this.comeUp();
    return up.ok ? up.value.remote.librarySource(path) : up;
  }

  stop(): Promise<void> {
    this.generation++;
    this.stopped.abort();
    this.stopped = new AbortController();
    this.up?.end(failure('not-running', { message: 'The server was stopped.' }));
    this.lease?.release();
    this.up = this.lease = this.coming = this.address = null;
    this.move({ status: 'off' });
    return Promise.resolve();
  }

  private async testIn(up: ServerProcess, tests: ProjectFiles, options: TestOptions): ReturnType<LiveServer['test']> {
    const brought = this.lease ? await this.bringLater(this.lease, up) : ok(undefined);
    if (!brought.ok) return brought;
    return options.signal?.aborted ? err(failure('cancelled')) : up.remote.test(tests, options);
  }

  /** The process as it is, after whatever is under way; null when there is none. */
  private async present(): Promise<ServerProcess | null> {
    const up = await this.coming;
    return up?.ok === true && up.value === this.up ? up.value : null;
  }

  private comeUp(): Promise<Result<ServerProcess, ServerFailure>> {
    if (!this.coming) {
      const coming = this.bringUp(this.generation);
      this.coming = coming;
      void coming.then(({ ok: isUp }) => {
        if (!isUp && this.coming === coming) this.coming = null;
      });
    }
    return this.coming;
  }

  private async bringUp(generation: number): Promise<Result<ServerProcess, ServerFailure>> {
    const { containers, bundle, evenIfUnreachable = false, readyDeadlineMs } = this.options;
    const gone = (): boolean => generation !== this.generation;
    this.progress('container');
    if (!this.lease) {
      const leased = await containers.lease({ evenIfUnreachable, signal: this.stopped.signal });
      if (!leased.ok) return leased;
      if (gone()) {
        leased.value.release();
        return err(failure('cancelled'));
      }
      this.lease = leased.value;
    }
    const { lease } = this;
    try {
      await writeManifest(lease, bundle.manifest);
      this.loadedBytes = 0;
      for (const file of FIRST_FILES) {
        this.progress('bundle');
        const written = await writeBundleFile(lease, bundle, file);
        if (!written.ok) return written;
        if (gone()) return err(failure('cancelled'));
        this.loadedBytes += bundle.manifest.files[file].size;
      }
      this.progress('interpreter');
      const listeners = {
        onOutput: (text: string) => {
          this.print(text);
        },
        onAddress: (address: string) => {
          this.address = address;
          // A state again, so that whoever shows the address hears of it.
          this.tell({ type: 'state', state: this.state });
        },
        onEnd: (fault: ServerFailure) => {
          this.ended(fault);
        },
      };
      const spawned = await ServerProcess.spawn(
        lease.container,
        this.place(lease),
        listeners,
        this.size,
        readyDeadlineMs,
      );
      if (!spawned.ok) return spawned;
      if (gone()) {
        spawned.value.end(failure('cancelled'));
        return err(failure('cancelled'));
      }
      return ok(this.takeOver(spawned.value));
    } catch (error) {
      // The container itself refused: it is of no use to anybody now.
      const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      lease.release();
      this.lease = null;
      containers.teardown();
      return err(failure(isOutOfMemory(cause) ? 'webcontainer-out-of-memory' : 'webcontainer-ended', { cause }));
    }
  }

  private takeOver(up: ServerProcess): ServerProcess {
    this.up = up;
    up.remote.subscribe((event) => {
      if (event.type === 'state') this.state = event.state;
      this.tell(event);
    });
    up.remote.instrument(this.instruments);
    for (const file of FIRST_FILES) up.tellOfFile('arrived', file);
    return up;
  }

  /** What tests need comes after what the server needs; if it could not be had before, it is tried again. */
  private bringLater(lease: Lease, up: ServerProcess): Promise<Result<void, ServerFailure>> {
    for (const file of LATER_FILES) up.tellOfFile('coming', file);
    const mine = this.later.then(async (): Promise<Result<void, ServerFailure>> => {
      for (const file of LATER_FILES) {
        const brought = this.up === up ? await this.bring(lease, file) : err(failure('cancelled'));
        up.tellOfFile(brought.ok ? 'arrived' : 'missing', file);
        if (!brought.ok) return brought;
      }
      return ok(undefined);
    });
    this.later = mine;
    return mine;
  }

  private async bring(lease: Lease, file: BundleFile): Promise<Result<void, ServerFailure>> {
    try {
      return await writeBundleFile(lease, this.options.bundle, file);
    } catch (error) {
      const cause = String(error);
      return err(failure(isOutOfMemory(cause) ? 'webcontainer-out-of-memory' : 'webcontainer-ended', { cause }));
    }
  }

  private place({ container, written }: Lease): PlaceFiles {
    const lease = { container, written, release: () => undefined };
    const folders = Object.fromEntries(
      Object.values(FOLDERS).map((folder) => [folder, new ProjectFolder(lease, folder)]),
    );
    return async (files, purpose) => {
      const folder = folders[FOLDERS[purpose]];
      // A name that leads elsewhere is never written; the server says what is wrong with it.
      if (!folder || badPath(files) !== null) return inMessage(files);
      await folder.write(files);
      return { in: 'folder', folder: FOLDERS[purpose] };
    };
  }

  private ended(fault: ServerFailure): void {
    this.up = this.coming = this.address = null;
    if (this.state.status !== 'off') this.move({ status: 'failed', failure: fault });
  }

  /** As a supervisor does when nothing runs: the request is told, and that it was refused. */
  private refuse(request: HttpRequest, { origin = 'page' }: RequestOptions): Result<never, ServerFailure> {
    const id = `c${String(++this.refusals)}`;
    this.tell({ type: 'request', id, origin, request, time: Date.now() });
    const fault = refusal(this.state);
    this.tell({ type: 'failure', failure: fault, requestId: id });
    return err(fault);
  }

  private progress(stage: 'container' | 'bundle' | 'interpreter'): void {
    const totalBytes = containerBytes(this.options.bundle.manifest, [...FIRST_FILES]);
    this.move({ status: 'loading', stage, loadedBytes: this.loadedBytes, totalBytes });
  }

  private print(text: string): void {
    this.printed = (this.printed + text).slice(-TERMINAL_MEMORY);
    for (const terminal of this.terminals) terminal(text);
  }

  private move(state: ServerState): void {
    this.state = state;
    this.tell({ type: 'state', state });
  }

  private tell(event: ServerEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
