/** The text of one test function, with its decorators, out of a tests folder: what a learner reads to see what is asked. */
import type { TextFiles } from '@/lib/course/lesson-types';

export interface TestSource {
  /** Path within the tests folder. */
  readonly file: string;
  /** Of the first line, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** @returns null when no file has such a function */
export function findTest(tests: TextFiles, name: string): TestSource | null {
  const wanted = new RegExp(`^(\\s*)(?:async\\s+)?def\\s+${name.replaceAll(/\W/g, '')}\\s*\\(`);
  for (const [file, text] of Object.entries(tests)) {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => wanted.test(line));
    if (at < 0) continue;
    const indent = wanted.exec(lines[at] ?? '')?.[1] ?? '';
    const first = firstDecorator(lines, at, indent);
    const last = lastOfBlock(lines, at, indent);
    const block = lines.slice(first, last + 1).map((line) => line.slice(Math.min(indent.length, leading(line))));
    return { file, line: first + 1, text: block.join('\n') };
  }
  return null;
}

const leading = (line: string): number => line.length - line.trimStart().length;

function firstDecorator(lines: readonly string[], at: number, indent: string): number {
  let first = at;
  // A decorator may take several lines; all up to the blank line before it belong to it.
  for (let line = at - 1; line >= 0 && (lines[line] ?? '').trim() !== ''; line -= 1) {
    if ((lines[line] ?? '').startsWith(`${indent}@`)) first = line;
  }
  return first;
}

/** A function goes on while lines are blank, further in, or close the brackets of its head. */
function lastOfBlock(lines: readonly string[], at: number, indent: string): number {
  let last = at;
  for (let line = at + 1; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (text.trim() === '') continue;
    const further = leading(text) > indent.length || /^\s*[)\]}]/.test(text);
    if (!further) break;
    last = line;
  }
  return last;
}
