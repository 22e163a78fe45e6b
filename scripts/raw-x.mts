import { serve } from './serve.mts';
import { spawn } from 'node:child_process';
import { withProfile } from './bench/visits.mts';
import { BROWSER_ARGUMENTS } from './lib/browser-arguments.mts';
const s = await serve({ dir: 'out', port: 0 });
await withProfile(async (profile) => {
  for (let v = 0; v < 3; v++) {
    const b = spawn('/usr/bin/chromium', [...BROWSER_ARGUMENTS, '--headless=new', '--enable-logging=stderr', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1440,900', s.url + process.argv[2]]);
    let text = ''; b.stderr.on('data', (d) => (text += d));
    await new Promise((r) => setTimeout(r, 9000));
    b.kill('SIGTERM'); await new Promise((r) => b.once('exit', r));
    const t = [...text.matchAll(/"T (\S+) (\d+)"/g)].map((m) => [m[1], Number(m[2])] as const);
    const o = t.find(([n]) => n === 'ORIGIN')![1]; const end = t.find(([n]) => n === 'RESPONSE')?.[1] ?? 1e15;
    console.log('--- visit', v, t.filter(([, x]) => x <= end).sort((a, b) => a[1] - b[1]).map(([n, x]) => `${n}=${x - o}`).join(' '));
  }
});
await s.close();
