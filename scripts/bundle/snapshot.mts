/**
 * Makes one heap snapshot: a fresh Python that has imported what its tier needs and served a few requests.
 * Runs as a process of its own (`tsx snapshot.mts PACKAGES_DIR WARM_UP.py OUT`), because Pyodide keeps its thread busy.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { loadPyodide } from 'pyodide';
import { PACKAGES_PATH, pyodideOptions, withHandedStdlib } from '../../lib/runtime/interpreter/boot.ts';
import { encodeSnapshot } from '../../lib/runtime/interpreter/snapshot-format.ts';

const [packages = '', warmUp = '', out = ''] = process.argv.slice(2);
const { withoutSpeedups } = JSON.parse(readFileSync(join(packages, 'packages.json'), 'utf8')) as {
  withoutSpeedups: string[];
};
const home = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

const pyodide = await withHandedStdlib(readFileSync(join(home, 'python_stdlib.zip')), () =>
  loadPyodide({ ...pyodideOptions(`${home}/`), _makeSnapshot: true }),
);
pyodide.FS.writeFile(PACKAGES_PATH, readFileSync(join(packages, 'packages.zip')));
pyodide.runPython(`import sys\nsys.path.insert(0, ${JSON.stringify(PACKAGES_PATH)})`);
for (const name of withoutSpeedups) {
  try {
    (pyodide.pyimport(name) as { destroy(): void }).destroy();
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    console.error(`The package "${name}" needs its compiled part, which does not run in the browser: ${why ?? ''}`);
    process.exit(1);
  }
}
try {
  pyodide.runPython(readFileSync(warmUp, 'utf8'), { filename: warmUp });
} catch (error) {
  console.error(`${warmUp} failed:\n${(error instanceof Error ? error.message : String(error)).slice(-3000)}`);
  process.exit(1);
}
try {
  writeFileSync(out, encodeSnapshot(pyodide.makeMemorySnapshot()));
} catch (error) {
  console.error(
    `The snapshot of ${warmUp} could not be taken: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
process.exit(0);
