/**
 * The native Python that the scripts run: which command it is, and the tools installed beside the project.
 * Knows nothing of what the tools are used for, and nothing of Pyodide.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.mts';
import { CommandFailure, run } from './run.mts';
import { fingerprint, isFresh, writeStamp } from './fingerprint.mts';

/** Tools live here because `pip --target` needs no venv and is allowed in externally managed Pythons. */
const TOOLS = join(ROOT, '.cache', 'python-tools');
const LOCK = 'python/dev-requirements.lock';
const OLDEST_FOR_TESTS = [3, 11] as const;

/** The command line words that run Python 3, as scripts/bootstrap.mjs found it. */
export function pythonCommand(): readonly [command: string, ...args: string[]] {
  const named = process.env.GRACEFUL_PYTHON ?? (process.platform === 'win32' ? 'py -3' : 'python3');
  if (existsSync(named)) return [named];
  const [command = 'python3', ...args] = named.split(' ');
  return [command, ...args];
}

/** Environment in which `python -m ruff`, `python -m pytest` and `import graceful` work. */
export function pythonToolsEnvironment(): Record<string, string> {
  return {
    PYTHONPATH: [join(ROOT, 'python'), TOOLS].join(delimiter),
    PYTHONNOUSERSITE: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
  };
}

/**
 * Installs what python/dev-requirements.lock names, unless that very lock is installed for this Python already.
 * @returns whether it had to install
 * @throws CommandFailure when Python is too old, or pip fails
 */
export async function installPythonTools(): Promise<boolean> {
  const [python, ...args] = pythonCommand();
  const version = (
    await run(python, [...args, '-c', 'import sys; print(*sys.version_info[:2], sys.executable)'])
  ).output.trim();
  const [major = 0, minor = 0] = version.split(' ').map(Number);
  if (major < OLDEST_FOR_TESTS[0] || (major === OLDEST_FOR_TESTS[0] && minor < OLDEST_FOR_TESTS[1])) {
    throw new CommandFailure({
      message: `The tests need Python ${OLDEST_FOR_TESTS.join('.')} or newer; this is ${String(major)}.${String(minor)}.`,
      wayOn:
        'Install a newer one beside it and name it: GRACEFUL_PYTHON=python3.12 npm test. (`npm start` is content with this one.)',
    });
  }
  const inputs = fingerprint([LOCK], version);
  if (existsSync(TOOLS) && isFresh('python-tools', inputs)) return false;
  await rm(TOOLS, { recursive: true, force: true });
  await installInto(TOOLS, ['--require-hashes', '-r', LOCK]);
  writeStamp('python-tools', inputs);
  return true;
}

/**
 * Puts packages into a folder, for a Python whose PYTHONPATH names it.
 * @param wanted what pip is to install, in its own words
 * @throws CommandFailure when pip fails
 */
export async function installInto(folder: string, wanted: readonly string[]): Promise<void> {
  const [python, ...args] = pythonCommand();
  const quietly = ['--quiet', '--disable-pip-version-check', '--no-input', '--no-warn-script-location'];
  const options = [...quietly, '--root-user-action=ignore', '--retries', '2', '--target', folder];
  await run(python, [...args, '-m', 'pip', 'install', ...options, ...wanted], { env: { PIP_USER: '0' } });
}
