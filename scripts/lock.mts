/**
 * `npm run lock`: resolves python/*.in into the lock files beside them, with a hash for every file and no index's
 * address. uv does the resolving because pip cannot resolve for another Python than the one it runs on.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './lib/paths.mts';
import { pythonCommand } from './lib/python.mts';
import { run } from './lib/run.mts';
import { reportFailure, stage } from './lib/stages.mts';

/** The runtime's Python is Pyodide's; the developers' is whatever they have, from 3.11 on. */
const LOCKS = [
  { name: 'requirements', options: ['--python-version', '3.14'] },
  { name: 'requirements-workshop', options: ['--python-version', '3.14'] },
  { name: 'dev-requirements', options: ['--python-version', '3.11', '--universal'] },
  { name: 'audit-requirements', options: ['--python-version', '3.11', '--universal'] },
];
const TOOL = join(CACHE, 'uv');

try {
  const [python, ...args] = pythonCommand();
  if (!existsSync(TOOL)) {
    await stage('Installing uv', () =>
      run(python, [...args, '-m', 'pip', 'install', '--quiet', '--root-user-action=ignore', '--target', TOOL, 'uv']),
    );
  }
  for (const { name, options } of LOCKS) {
    await stage(`python/${name}.lock`, () =>
      run(
        python,
        [
          ...args,
          '-m',
          'uv',
          'pip',
          'compile',
          '--quiet',
          '--upgrade',
          '--generate-hashes',
          '--no-emit-index-url',
          '--no-emit-find-links',
        ].concat(options, '--custom-compile-command', 'npm run lock', `python/${name}.in`, '-o', `python/${name}.lock`),
        { env: { PYTHONPATH: TOOL } },
      ),
    );
  }
} catch (error) {
  reportFailure(error);
}
