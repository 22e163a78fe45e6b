/**
 * Python packages for the interpreter: wheels by pip from a lock with hashes, unpacked, compiled parts dropped, and packed
 * into one stored zip (HTTP compresses it better than a zip does, and zipimport need not inflate).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { pythonCommand } from '../lib/python.mts';
import { ROOT, filesBelow } from './cache.mts';

/** Pyodide's Python. Wheels for it are chosen on whatever machine builds. */
const PYTHON = '3.14';

/** One fixed date, so that equal inputs make equal bytes. */
const MADE = '2020-01-01T00:00:00';

const COMPILED = /\.(so|pyd|dylib)$/;
/** Not needed to run, and bytes on the way to the learner: the last three are Celery's shell. Licences and metadata stay. */
const LEFT_OUT =
  /(^|\/)(tests?|testing_data)\/|\.(pyi|c|h|pxd)$|(^|\/)(RECORD|INSTALLER|WHEEL|py\.typed|sboms\/.*)$|^(prompt_toolkit|wcwidth|click_repl)\//;

/** Download the wheels a lock names, checking every hash. Throws with pip's own last words. */
export function downloadWheels(lock: string, folder: string): void {
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  const target = [
    '--only-binary=:all:',
    '--implementation=cp',
    '--abi=cp314',
    '--abi=none',
    `--python-version=${PYTHON}`,
  ];
  const platforms = ['manylinux2014_x86_64', 'manylinux_2_28_x86_64'].flatMap((name) => ['--platform', name]);
  mkdirSync(folder, { recursive: true });
  const [python, ...args] = pythonCommand();
  const run = spawnSync(python, [...args, ...pip, ...target, ...platforms, '-r', lock, '-d', folder], {
    encoding: 'utf8',
  });
  if (run.status === 0) return;
  const words = run.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('WARNING'));
  throw new Error(`pip could not download the Python packages:\n${words.slice(-5).join('\n').slice(0, 1500)}`);
}

export interface Packages {
  readonly zip: Uint8Array;
  /** Import names of packages that lost a compiled part: the build imports each one to prove that it works without. */
  readonly withoutSpeedups: readonly string[];
  /** Top-level import names. */
  readonly modules: readonly string[];
}

/** Pack wheels, and our own `python/graceful` beside them. */
export function packPackages(wheels: string): Packages {
  const files: Zippable = {};
  const withoutSpeedups = new Set<string>();
  const modules = new Set<string>();
  const add = (path: string, content: Uint8Array): void => {
    if (LEFT_OUT.test(path)) return;
    files[path] = [content, { level: 0, mtime: MADE }];
  };
  for (const wheel of readdirSync(wheels).sort()) {
    for (const [path, content] of Object.entries(unzipSync(readFileSync(join(wheels, wheel))))) {
      if (path.endsWith('/') || LEFT_OUT.test(path)) continue;
      const top = path.split('/')[0]?.replace(/\.py$/, '') ?? '';
      if (!top.includes('.')) modules.add(top);
      if (COMPILED.test(path)) withoutSpeedups.add(top.split('.')[0] ?? top);
      else add(path, content);
    }
  }
  const own = join(ROOT, 'python');
  for (const path of filesBelow(join(own, 'graceful')))
    add(relative(own, path).replaceAll('\\', '/'), readFileSync(path));
  return { zip: zipSync(files, { level: 0 }), withoutSpeedups: [...withoutSpeedups], modules: [...modules].sort() };
}

/** Pyodide's standard library, stored instead of deflated: see above. */
export function packStdlib(deflated: Uint8Array): Uint8Array {
  return zipSync(unzipSync(deflated), { level: 0, mtime: MADE });
}

export function writePackages(folder: string, packages: Packages): void {
  writeFileSync(join(folder, 'packages.zip'), packages.zip);
  writeFileSync(join(folder, 'packages.json'), JSON.stringify({ ...packages, zip: undefined }));
}
