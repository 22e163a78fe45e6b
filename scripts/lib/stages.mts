/**
 * Says what a long command is doing, one line when a stage begins and one with its time when it ends. Knows no stage.
 */
import { CommandFailure } from './run.mts';

/** Something a stage was spared, said in place of `done`. */
export interface StageNotes {
  note: string;
}

export type Log = (line: string) => void;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Runs one stage. What it returns is returned; what it throws goes on after the line that says it failed. */
export async function stage<T>(name: string, work: (notes: StageNotes, log: Log) => Promise<T> | T): Promise<T> {
  const startedAt = performance.now();
  console.log(`${name} ...`);
  const notes: StageNotes = { note: 'done' };
  try {
    const value = await work(notes, (line) => {
      console.log(`  ${line}`);
    });
    console.log(`  ${notes.note} (${seconds(performance.now() - startedAt)})`);
    return value;
  } catch (error) {
    console.log(`  failed (${seconds(performance.now() - startedAt)})`);
    throw error;
  }
}

/** The last words of a command that could not go on: why, what to do, and exit code 1. */
export function reportFailure(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof CommandFailure) console.error(`\n${error.describe()}`);
  else console.error('\nThis is a fault in Graceful’s own scripts; please report it with the lines below.\n', error);
}
