/** An nginx on a free port, with the configuration that the build generates, and nothing of the machine's own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { nginxConf } from '../../scripts/lib/header-files.mts';
import { CACHE } from '../../scripts/lib/paths.mts';

/** The words around the generated part: docs/deploy.md shows the same. */
const configuration = (port: number, folder: string, included: string): string => `
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  types {
    text/html html; text/css css; text/javascript js mjs; application/json json map; text/plain txt md py; image/svg+xml svg;
    image/png png; image/x-icon ico; font/woff2 woff2; font/ttf ttf; application/wasm wasm; application/zip zip;
    application/manifest+json webmanifest;
  }
  default_type application/octet-stream;
  charset utf-8;
${serverBlock([
  ['listen 8080;', `listen 127.0.0.1:${String(port)};`],
  ['root /usr/share/nginx/html;', `root ${folder}/root;`],
  ['include /etc/nginx/graceful.conf;', `include ${included};`],
])}
}
`;

/** The container's own (Dockerfile), with other places. */
function serverBlock(places: readonly (readonly [theirs: string, ours: string])[]): string {
  let block = readFileSync(new URL('../../docs/deploy/server.conf', import.meta.url), 'utf8');
  for (const [theirs, ours] of places) {
    if (!block.includes(theirs)) throw new Error(`docs/deploy/server.conf has no "${theirs}"`);
    block = block.replace(theirs, ours);
  }
  return block;
}

export interface RunningNginx {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startNginx(nginx: string, site: string, basePath = ''): Promise<RunningNginx> {
  const folder = mkdtempSync(join(CACHE, 'nginx-run-'));
  const root = join(folder, 'root', basePath);
  mkdirSync(dirname(root), { recursive: true });
  symlinkSync(site, root);
  const port = await freePort();
  writeFileSync(join(folder, 'site.conf'), nginxConf(basePath));
  writeFileSync(join(folder, 'nginx.conf'), configuration(port, folder, join(folder, 'site.conf')));
  const child = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'user root;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://localhost:${String(port)}${basePath}/`;
  await untilItAnswers(url, child, () => said);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true });
          resolve();
        });
        child.kill('SIGQUIT');
      }),
  };
}

async function untilItAnswers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`nginx does not answer:\n${said()}`);
    const answered = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
