/**
 * The live server itself, whatever it runs on: keeps one interpreter serving and one spare booted, restarts a project in a
 * fresh interpreter, ends what passes its deadline, and turns every fault into a value. Hosts only spawn and terminate.
 */
import { askToLoad, askToServe, requestId } from './asks.ts';
import { ExchangeCollector } from './exchange-collector.ts';
import { failure, isStopped } from './failures.ts';
import type { ServerFailure } from './failures.ts';
import { InterpreterClient } from './interpreter-client.ts';
import type { CallOptions } from './interpreter-client.ts';
import type { InterpreterHost, Tier } from './interpreter-host.ts';
import { NO_INSTRUMENTS } from './live-server.ts';
import type {
  HttpExchange,
  HttpRequest,
  Instruments,
  LiveServer,
  ProjectFiles,
  RequestOptions,
  ServerEvent,
  ServerState,
  StartOptions,
  PlannedRequest,
  TestOptions,
  TestReport,
  TrafficOptions,
} from './live-server.ts';
import { badPath, importsAny } from './project-paths.ts';
import { parseLoadResult, parseTestExchange, parseTestReport, parseTrafficPlan } from './protocol.ts';
import type { PythonEvent, ToInterpreter } from './protocol.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';
import { nextState, refusal } from './server-state.ts';
import type { Transition } from './server-state.ts';

const REQUEST_DEADLINE_MS = 10_000;
const IMPORT_DEADLINE_MS = 10_000;
const TEST_DEADLINE_MS = 60_000;
/** Silence this long while booting means that it hangs: fetches have their own progress, which resets the clock. */
const BOOT_SILENCE_MS = 30_000;

const badPathFailure = (path: string): ServerFailure =>
  failure('no-app-found', {
    message: `"${path}" is not a file name inside the project's folder.`,
    suggestion: 'Use a plain relative name such as app.py or templates/404.html.',
  });

const bootSilence = (): ServerFailure =>
  failure('boot-timeout', {
    message: `Python did not get ready: nothing was heard of it for ${String(BOOT_SILENCE_MS / 1000)} s.`,
    suggestion: 'Restart the server. What you typed is safe.',
  });

interface Project {
  readonly files: ProjectFiles;
  readonly options: StartOptions;
}

export class Supervisor implements LiveServer {
  state: ServerState = { status: 'off' };
  private instruments: Instruments = NO_INSTRUMENTS;
  private readonly listeners = new Set<(event: ServerEvent) => void>();
  private project: Project | null = null;
  private active: InterpreterClient | null = null;
  private spare: InterpreterClient | null = null;
  /** Counts starts: whoever finds it changed after a wait has been overtaken. */
  private generation = 0;
  private requests = 0;
  /** A WSGI server of one process answers one request at a time. */
  private turn: Promise<unknown> = Promise.resolve();
  private lastProgress = 0;
  private progress: Transition | null = null;
  /** The start under way, or the last one. */
  private starting: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: InterpreterHost) {
    host.onProgress = (stage, loadedBytes, totalBytes) => {
      this.lastProgress = Date.now();
      this.progress = { type: 'progress', stage, loadedBytes, totalBytes };
      this.move(this.progress);
    };
  }

  /** Boot the first interpreter before there is a project for it. */
  warm(): void {
    if (!this.spare && !this.active) this.spare = this.spawn('server');
  }

  subscribe(listener: (event: ServerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(files: ProjectFiles, options: StartOptions = {}): Promise<Result<void, ServerFailure>> {
    const started = this.startFresh(files, options);
    this.starting = started;
    return started;
  }

  private async startFresh(files: ProjectFiles, options: StartOptions): Promise<Result<void, ServerFailure>> {
    const generation = ++this.generation;
    this.project = { files, options };
    this.active?.end(failure('not-running', { message: 'The server was restarted before it answered.' }));
    this.active = null;
    const bad = badPath(files);
    if (bad !== null) {
      this.move({ type: 'start', ready: true });
      return this.fail(badPathFailure(bad));
    }
    const mode = options.mode ?? 'production';
    const load = askToLoad(files, mode);
    const interpreter = this.takeInterpreter(files, load);
    this.active = interpreter;
    const booted = await this.waitForBoot(interpreter, load);
    if (generation !== this.generation) {
      interpreter.end(failure('cancelled'));
      return err(failure('cancelled'));
    }
    if (!booted.ok) return this.fail(booted.error);
    this.move({ type: 'booted' });

    const answer = await interpreter.ask(load, {
      deadlineMs: IMPORT_DEADLINE_MS,
      onDeadline: failure('boot-timeout', {
        message: `Your project was still being imported after ${String(IMPORT_DEADLINE_MS / 1000)} s.`,
      }),
      listener: (event, data) => {
        this.forward(event, data);
      },
    });
    if (generation !== this.generation) return err(failure('cancelled'));
    const loaded = answer.ok ? this.readLoaded(answer.value) : answer;
    if (!loaded.ok) {
      this.active = null;
      interpreter.end(loaded.error);
      void this.prepareSpare();
      return this.fail(loaded.error);
    }
    this.move({ type: 'loaded', app: loaded.value, mode });
    void this.prepareSpare();
    void interpreter.filesFor()?.then(() => {
      // It answers already, and could no more: nobody may find that out by asking.
      if (this.active === interpreter && interpreter.fault && this.state.status === 'running')
        this.fail(interpreter.fault);
    });
    return ok(undefined);
  }

  async request(request: HttpRequest, options: RequestOptions = {}): Promise<Result<HttpExchange, ServerFailure>> {
    const before = this.turn;
    const mine = before.then(() => this.serve(request, options));
    this.turn = mine;
    return mine;
  }

  async test(tests: ProjectFiles, options: TestOptions = {}): Promise<Result<TestReport, ServerFailure>> {
    const files = options.project ?? this.project?.files;
    if (!files) return err(failure('not-running', { message: 'There is no project to test yet.' }));
    const bad = badPath(files) ?? badPath(tests);
    if (bad !== null) return err(badPathFailure(bad));
    const interpreter = this.spare?.tier === 'workshop' && !this.spare.fault ? this.spare : this.spawn('workshop');
    if (interpreter === this.spare) this.spare = null;
    const booted = await this.bootInTime(interpreter);
    if (!booted.ok) return booted;
    const deadlineMs = options.deadlineMs ?? TEST_DEADLINE_MS;
    const answer = await interpreter.ask(
      {
        type: 'test',
        id: 'test',
        files,
        tests,
        select: options.select ?? [],
        args: options.args ?? [],
        color: options.color ?? false,
      },
      {
        deadlineMs,
        onDeadline: failure('request-timeout', {
          message: `The tests were still running after ${String(deadlineMs / 1000)} s, so they were ended.`,
          suggestion: 'Look for a loop that never ends in the code under test.',
        }),
        listener: (event) => {
          if (event.kind === 'output') options.onOutput?.(event.payload.text);
          if (event.kind === 'test') this.tellOfTestExchange(event.payload);
        },
        signal: options.signal,
      },
    );
    interpreter.end(failure('cancelled'));
    void this.prepareSpare();
    if (!answer.ok) return answer;
    const report = answer.value.type === 'tested' ? parseTestReport(answer.value.report) : null;
    return report
      ? ok(report)
      : err(failure('interpreter-crashed', { message: 'The test run gave no readable report.' }));
  }

  private tellOfTestExchange(step: { readonly phase: string }): void {
    const exchange = step.phase === 'exchange' ? parseTestExchange(step) : null;
    if (!exchange) return;
    const id = `t${String(++this.requests)}`;
    this.emit({ type: 'test-exchange', exchange: { ...exchange, id } });
  }

  instrument(change: Partial<Instruments>): void {
    this.instruments = { ...this.instruments, ...change };
  }

  async planTraffic(options: TrafficOptions): Promise<Result<readonly PlannedRequest[], ServerFailure>> {
    const before = this.turn;
    const mine = before.then(() => this.plan(options));
    this.turn = mine;
    return mine;
  }

  private async plan({ seed, requests }: TrafficOptions): Promise<Result<readonly PlannedRequest[], ServerFailure>> {
    while (this.state.status === 'loading' || this.state.status === 'starting') await this.starting;
    if (this.state.status !== 'running' || !this.active) return err(failure('not-running'));
    const answer = await this.ask(
      this.active,
      { type: 'plan', id: 'plan', seed, requests },
      {
        deadlineMs: REQUEST_DEADLINE_MS,
        onDeadline: failure('request-timeout'),
        listener: () => undefined,
      },
    );
    if (!answer.ok) return answer;
    const plan = answer.value.type === 'planned' ? parseTrafficPlan(answer.value.plan) : null;
    if (!plan) return err(failure('interpreter-crashed', { message: 'The server process drew no readable traffic.' }));
    return plan.ok ? ok(plan.requests) : err(failure('bad-traffic-profile', { message: plan.message }));
  }

  async librarySource(path: string): Promise<Result<string, ServerFailure>> {
    // Few ask for it: what reads zips need not be in every page's first scripts.
    const { readLibrarySource } = await import('./library-source.ts');
    return readLibrarySource(this.host, path);
  }

  stop(): Promise<void> {
    this.generation++;
    const gone = failure('not-running', { message: 'The server was stopped.' });
    this.active?.end(gone);
    this.spare?.end(gone);
    this.active = this.spare = this.project = null;
    this.host.dispose();
    this.move({ type: 'stop' });
    return Promise.resolve();
  }

  private async serve(request: HttpRequest, options: RequestOptions): Promise<Result<HttpExchange, ServerFailure>> {
    // A connection to a server that is coming up waits, as it does in a listening socket's backlog.
    while (this.state.status === 'loading' || this.state.status === 'starting') await this.starting;
    const { active: interpreter, project } = this;
    const id = requestId(++this.requests);
    const origin = options.origin ?? 'page';
    this.emit({ type: 'request', id, origin, request, time: Date.now() });
    if (this.state.status !== 'running' || !interpreter || !project) return this.noAnswer(id, refusal(this.state));
    if (options.signal?.aborted) return this.noAnswer(id, failure('cancelled'));
    const collector = new ExchangeCollector(id, origin, request);
    const deadlineMs = project.options.requestDeadlineMs ?? REQUEST_DEADLINE_MS;
    const answer = await this.ask(interpreter, askToServe(id, request, this.instruments, options.clock), {
      deadlineMs,
      onDeadline: failure('request-timeout', {
        message: `The request was still running after ${String(deadlineMs / 1000)} s, so the server process was ended and started again.`,
      }),
      onSend: () => {
        collector.begin();
      },
      listener: (event, data) => {
        collector.add(event, data);
        this.forward(event, data);
        if (event.kind === 'head') options.onPiece?.({ type: 'head', ...event.payload });
        if (event.kind === 'chunk' && data) options.onPiece?.({ type: 'chunk', data });
      },
      signal: options.signal,
    });
    const exchange = answer.ok ? collector.finish() : null;
    if (exchange) {
      this.emit({ type: 'exchange', exchange });
      return ok(exchange);
    }
    const fault = answer.ok
      ? failure('interpreter-crashed', { message: 'The server closed the connection without an answer.' })
      : answer.error;
    if (this.active === interpreter && interpreter.fault) void this.restart(project);
    return this.noAnswer(id, fault);
  }

  /** Asks the running project. While that waits for files, the state says how much of them has come. */
  private async ask(
    interpreter: InterpreterClient,
    message: ToInterpreter,
    options: CallOptions,
  ): ReturnType<InterpreterClient['ask']> {
    const files = interpreter.filesFor(message);
    const answer = interpreter.ask(message, options);
    if (files) {
      this.move({ type: 'awaiting' });
      if (this.progress) this.move(this.progress);
      await Promise.race([files, answer]);
      this.move({ type: 'supplied' });
    }
    return answer;
  }

  /** After a fault the same project comes up again in a fresh interpreter. */
  private async restart(project: Project): Promise<void> {
    const restarted = await this.start(project.files, project.options);
    if (!restarted.ok && !isStopped(restarted.error))
      this.emit({ type: 'failure', failure: restarted.error, requestId: null });
  }

  private noAnswer(requestId: string, fault: ServerFailure): Result<never, ServerFailure> {
    this.emit({ type: 'failure', failure: fault, requestId });
    return err(fault);
  }

  private takeInterpreter(files: ProjectFiles, load: ToInterpreter): InterpreterClient {
    const tier: Tier = importsAny(files, this.host.workshopModules()) ? 'workshop' : 'server';
    const { spare } = this;
    const fits = spare?.suits(load) === true && (tier === 'server' || spare.tier === 'workshop');
    this.move({ type: 'start', ready: fits && spare.ready && !spare.filesFor(load) });
    // What has been fetched before the start counts too.
    if (this.progress) this.move(this.progress);
    this.spare = null;
    if (fits) return spare;
    spare?.end(failure('cancelled'));
    return this.spawn(tier);
  }

  private spawn(tier: Tier): InterpreterClient {
    return new InterpreterClient(tier, this.host.spawn(tier));
  }

  /** An interpreter of which nothing is heard any more is ended. */
  private async bootInTime(interpreter: InterpreterClient): Promise<Awaited<InterpreterClient['booted']>> {
    this.lastProgress = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - this.lastProgress > BOOT_SILENCE_MS) interpreter.end(bootSilence());
    }, 1000);
    const booted = await interpreter.booted;
    clearInterval(watch);
    return booted;
  }

  private async waitForBoot(interpreter: InterpreterClient, load: ToInterpreter): Promise<Result<void, ServerFailure>> {
    const booted = await this.bootInTime(interpreter);
    if (!booted.ok) return booted;
    await interpreter.filesFor(load);
    if (interpreter.fault) return err(interpreter.fault);
    if (booted.value.snapshotRejected !== null) {
      const rejected = failure('snapshot-rejected', { cause: booted.value.snapshotRejected });
      this.move({ type: 'note', note: rejected.message });
      this.emit({ type: 'failure', failure: rejected, requestId: null });
    }
    return ok(undefined);
  }

  /** One spare is always booted, so that a restart costs a swap. Made when nothing else wants the processor. */
  private async prepareSpare(): Promise<void> {
    const { generation, active } = this;
    await active?.filesFor();
    // What it lacks, a start will ask for; a spare would be in its way.
    if (active?.fault) return;
    await this.host.idle();
    await this.turn;
    if (generation !== this.generation || this.state.status === 'off') return;
    if (this.spare && !this.spare.fault) return;
    const spare = this.spawn('workshop');
    this.spare = spare;
    // `npm run bench` waits for it.
    await spare.booted;
    await spare.filesFor();
    if (!spare.fault) performance.mark('flask:spare');
  }

  private readLoaded(answer: { type: string; result?: string }): Result<string, ServerFailure> {
    const result = answer.type === 'loaded' && answer.result !== undefined ? parseLoadResult(answer.result) : null;
    if (!result) return err(failure('interpreter-crashed', { message: 'The server process gave no readable answer.' }));
    return result.ok ? ok(result.app) : err(result.failure);
  }

  private fail(fault: ServerFailure): Result<never, ServerFailure> {
    this.move({ type: 'failed', failure: fault });
    return err(fault);
  }

  private forward(event: PythonEvent, data: Uint8Array | null): void {
    if (event.kind === 'log') this.emit({ type: 'log', record: event.payload });
    else if (event.kind === 'output') this.emit({ type: 'output', ...event.payload });
    else if (event.kind === 'file') this.emit({ type: 'file', file: event.payload });
    else if (event.kind === 'trace') this.emit({ type: 'trace', ...event.payload });
    else if (event.kind === 'upstreams') this.emit({ type: 'upstreams', ...event.payload });
    else if (event.kind === 'upstream') this.emit({ type: 'upstream-call', call: event.payload });
    else if (event.kind === 'job') this.emit({ type: 'job', job: event.payload });
    else if (event.kind === 'alert-rules') this.emit({ type: 'alert-rules', ...event.payload });
    else if (event.kind === 'alert') this.emit({ type: 'alert', alert: event.payload });
    else if (event.kind === 'database') this.emit({ type: 'database', ...event.payload });
    else if (event.kind === 'envelope') this.emit({ type: 'envelope', ...event.payload, data });
  }

  private move(transition: Transition): void {
    const next = nextState(this.state, transition);
    if (next === this.state) return;
    this.state = next;
    this.emit({ type: 'state', state: next });
  }

  private emit(event: ServerEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
