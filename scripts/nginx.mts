/**
 * Finds an nginx to test the generated configuration with: the one NGINX_PATH names, else the system's, else Debian's package,
 * unpacked into .cache and not installed, so that nothing is started and nobody needs to be root.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './lib/paths.mts';
import { tryRun } from './lib/run.mts';

const FOLDER = join(CACHE, 'nginx');
const LIMIT_MS = 120_000;

export type FoundNginx = { readonly path: string } | { readonly missing: string };

export async function findNginx(): Promise<FoundNginx> {
  const unpacked = join(FOLDER, 'usr', 'sbin', 'nginx');
  for (const path of [process.env.NGINX_PATH, 'nginx', '/usr/sbin/nginx', unpacked])
    if (path && (await starts(path))) return { path };
  if (!existsSync('/etc/debian_version')) return { missing: 'there is no nginx here; NGINX_PATH names one' };
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const inFolder = (line: string): ReturnType<typeof tryRun> =>
    tryRun('sh', ['-c', `cd "$0" && ${line}`, FOLDER], { timeoutMs: LIMIT_MS });
  const got = await inFolder('apt-get download -qq nginx');
  if (got.code !== 0)
    return { missing: `Debian’s nginx cannot be had here (${got.output.trim().split('\n').at(-1) ?? ''})` };
  const [archive] = readdirSync(FOLDER).filter((name) => name.endsWith('.deb'));
  await inFolder(`dpkg-deb -x ${archive ?? ''} .`);
  return (await starts(unpacked)) ? { path: unpacked } : { missing: 'Debian’s nginx does not start here' };
}

async function starts(path: string): Promise<boolean> {
  return (await tryRun(path, ['-v'], { timeoutMs: LIMIT_MS })).code === 0;
}
