/** `npm run dev`: Next's dev server over the bundle that the live server boots from. PORT is Next's own. */
import { spawn } from 'node:child_process';
import { ROOT } from './lib/paths.mts';
import { nodeTool } from './lib/run.mts';
import { ensureBundle } from './lib/site.mts';
import { reportFailure } from './lib/stages.mts';

try {
  await ensureBundle();
  const [command, args] = nodeTool('next/dist/bin/next', ['dev', ...process.argv.slice(2)]);
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  // Next ends itself on these; we only wait for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
} catch (error) {
  reportFailure(error);
}
