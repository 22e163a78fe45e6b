/**
 * Runs a command quietly: its output is kept, shown as it comes only with --verbose, and a failure is one error
 * that says why and what to do. Knows no particular command.
 */
import { spawn } from 'node:child_process';
import { explainFailure, lastLines } from './explain.mjs';
import { ROOT } from './paths.mts';

const VERBOSE = process.argv.includes('--verbose');
/** No step takes so long, so this one hangs; who waits for it should learn which it was. */
const LONGEST_MS = 60 * 60_000;
/** The exit code of a command that was ended for that. */
const TOOK_TOO_LONG = 124;
/** More output than this is cut from the front; a failure is at the end. */
const LONGEST_OUTPUT = 4 * 1024 * 1024;

export interface RunOptions {
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The command is ended after this long; an hour by default. */
  readonly timeoutMs?: number;
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface Finished {
  /** Exit code; 127 when the command could not be started, TOOK_TOO_LONG, 130 when it was aborted. */
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** A step that failed for a reason we can tell: `message` says what, `wayOn` what to do, `output` what was printed. */
export class CommandFailure extends Error {
  readonly wayOn: string;
  readonly output: string;

  constructor(failure: { readonly message: string; readonly wayOn: string; readonly output?: string }) {
    super(failure.message);
    this.name = 'CommandFailure';
    this.wayOn = failure.wayOn;
    this.output = failure.output ?? '';
  }

  /** For the terminal. */
  describe(): string {
    return [this.output ? lastLines(this.output, 30) : '', this.message, this.wayOn].filter(Boolean).join('\n');
  }
}

/** Runs to the end whatever the exit code. */
export function tryRun(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { timeoutMs = LONGEST_MS } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let endedAs: number | null = null;
    const keep = (chunk: Buffer): void => {
      const text = chunk.toString('utf8');
      output = (output + text).slice(-LONGEST_OUTPUT);
      options.onOutput?.(text);
      if (VERBOSE) process.stdout.write(text);
    };
    const end = (code: number): void => {
      endedAs = code;
      child.kill('SIGTERM');
    };
    const timer = setTimeout(() => {
      output += `\n${command} was ended after ${String(Math.round(timeoutMs / 1000))} s.\n`;
      end(TOOK_TOO_LONG);
    }, timeoutMs);
    const abort = (): void => {
      end(130);
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    const finish = (code: number): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      resolve({ code: endedAs ?? code, output });
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.on('close', (code) => {
      finish(code ?? 1);
    });
  });
}

/**
 * Runs to a good end.
 * @throws CommandFailure when the exit code is not 0
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const finished = await tryRun(command, args, options);
  if (finished.code !== 0) throw failureOf([command, ...args].join(' '), finished);
  return finished;
}

/** The failure that a finished command stands for, explained as far as its output allows. */
export function failureOf(commandLine: string, finished: Finished): CommandFailure {
  const known = explainFailure(finished.output);
  const short = commandLine.length > 100 ? `${commandLine.slice(0, 100)}…` : commandLine;
  return new CommandFailure({
    message: known?.reason ?? `\`${short}\` ended with exit code ${String(finished.code)}.`,
    wayOn: known?.wayOn ?? 'The lines above are the last it printed; --verbose shows everything.',
    output: finished.output,
  });
}

/** Runs a command line tool that is one of our npm packages, without a shell and on every system. */
export function nodeTool(script: string, args: readonly string[]): [command: string, args: string[]] {
  return [process.execPath, [`node_modules/${script}`, ...args]];
}
