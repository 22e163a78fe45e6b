/**
 * The checks that read the sources and run none of them, each one command and one test. `npm run check` and
 * `npm test` use this one list.
 */
import { join } from 'node:path';
import { CACHE } from './paths.mts';
import { pythonCommand, pythonToolsEnvironment } from './python.mts';
import { nodeTool, tryRun } from './run.mts';
import { lastLines } from './explain.mjs';
import { seconds } from './stages.mts';
import type { SuiteResult } from './suites.mts';

interface Check {
  readonly name: string;
  readonly commands: readonly (readonly [command: string, args: readonly string[]])[];
}

function checks(): Check[] {
  const [python, ...args] = pythonCommand();
  const words = (name: string): [string, string[]] => [
    process.execPath,
    ['--import', 'tsx', 'scripts/words.mts', name],
  ];
  const ruff = (words: readonly string[]): [string, string[]] => [python, [...args, '-m', 'ruff', ...words]];
  return [
    // Next writes next-env.d.ts and its routes' types, which the sources refer to.
    {
      name: 'types (tsc)',
      commands: [
        nodeTool('next/dist/bin/next', ['typegen']),
        nodeTool('typescript/bin/tsc', ['--noEmit']),
        // A service worker has other globals than a page.
        nodeTool('typescript/bin/tsc', ['--noEmit', '--project', 'lib/offline/worker']),
      ],
    },
    {
      name: 'lint and import direction (eslint)',
      commands: [
        nodeTool('eslint/bin/eslint.js', [
          '.',
          '--max-warnings=0',
          '--cache',
          '--cache-strategy=content',
          `--cache-location=${join(CACHE, 'eslint')}`,
        ]),
      ],
    },
    {
      name: 'format (prettier)',
      commands: [
        nodeTool('prettier/bin/prettier.cjs', [
          '--check',
          '--log-level=warn',
          '--cache',
          `--cache-location=${join(CACHE, 'prettier')}`,
          '.',
        ]),
      ],
    },
    { name: 'dead code (knip)', commands: [nodeTool('knip/bin/knip.js', ['--no-progress'])] },
    {
      name: 'spelling (cspell)',
      commands: [nodeTool('cspell/bin.mjs', ['lint', '--no-progress', '--no-summary'])],
    },
    { name: 'prose (retext)', commands: [words('prose')] },
    { name: 'dead links', commands: [words('links')] },
    { name: 'unused files', commands: [words('unused')] },
    { name: 'reading time', commands: [words('minutes')] },
    { name: 'Python lint (ruff)', commands: [ruff(['check', '--quiet', 'python', 'content'])] },
    { name: 'Python format (ruff)', commands: [ruff(['format', '--check', '--quiet', 'python', 'content'])] },
  ];
}

/** Two at a time; each line as it ends. */
export async function runChecks(log: (line: string) => void): Promise<SuiteResult> {
  const waiting = checks();
  let passed = 0;
  const outputs: string[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedAt = performance.now();
      const output = await firstFailure(check);
      const time = seconds(performance.now() - startedAt);
      if (output === null) passed += 1;
      else outputs.push(`${check.name}:\n${lastLines(output, 80)}`);
      log(`${output === null ? 'ok    ' : 'FAILED'} ${check.name} (${time})`);
    }
  };
  await Promise.all([work(), work()]);
  return { passed, failed: outputs.length, skipped: 0, output: outputs.join('\n') };
}

async function firstFailure(check: Check): Promise<string | null> {
  for (const [command, args] of check.commands) {
    const { code, output } = await tryRun(command, args, { env: pythonToolsEnvironment() });
    if (code !== 0) return output.trim() === '' ? `exit code ${String(code)}` : output;
  }
  return null;
}
