/** Installs Debian's packages where that can be done without asking anybody: Debian or a child of it, as root. */
import { existsSync } from 'node:fs';
import { tryRun } from './run.mts';
import type { Log } from './stages.mts';

const LIMIT_MS = 600_000;

/** Why apt-get cannot be used here, or null. */
export function aptProblem(): string | null {
  if (!existsSync('/etc/debian_version')) return 'not a Debian system';
  return process.getuid?.() === 0 ? null : 'not root';
}

let updated = false;

/** False when there is no way to, or apt-get failed. */
export async function aptInstall(packages: readonly string[], log: Log): Promise<boolean> {
  if (aptProblem() !== null) return false;
  log(`installing Debian’s ${packages.join(', ')} with apt-get`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: LIMIT_MS };
  if (!updated) await tryRun('apt-get', ['update', '-qq'], options);
  updated = true;
  const { code } = await tryRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  return code === 0;
}
