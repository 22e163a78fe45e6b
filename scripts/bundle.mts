/**
 * Builds public/runtime/: everything a live server boots from, named by content, with a manifest and precompressed.
 * Each step is kept under .cache/bundle and runs again only when its inputs changed. `npm run bundle`.
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import type { BundleEntry, BundleFile, BundleManifest } from '../lib/runtime/sandbox/manifest.ts';
import { ROOT, hash, hashFolder, step } from './bundle/cache.mts';
import type { Log } from './bundle/cache.mts';
import { precompress } from './bundle/compress.mts';
import { downloadWheels, packPackages, packStdlib, writePackages } from './bundle/packages.mts';
import { withoutUnusedExports } from './bundle/pyodide-glue.mts';

const LOCKS = { server: 'python/requirements.lock', workshop: 'python/requirements-workshop.lock' };
const OUT = join(ROOT, 'public', 'runtime');
/** StackBlitz's hosts: where a WebContainer's engine is served from, and where the addresses of its ports are. */
const VENDOR = {
  engine: 'https://stackblitz.com',
  previews: ['https://*.webcontainer-api.io', 'https://*.webcontainer.io'],
};
const PYODIDE = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

/** The built Node worker: not served to browsers. */
export const NODE_WORKER = join(ROOT, '.cache', 'runtime', 'node-worker.mjs');
export const BUNDLE_DIR = OUT;
export const PYODIDE_DIR = `${PYODIDE}/`;

const pyodideVersion = (): string =>
  (JSON.parse(readFileSync(join(PYODIDE, 'package.json'), 'utf8')) as { version: string }).version;

async function buildTier(
  tier: keyof typeof LOCKS,
  stdlib: string,
  log: Log,
): Promise<{ packages: string; snapshot: string }> {
  const lock = join(ROOT, LOCKS[tier]);
  const wheels = await step(`wheels-${tier}`, hash(readFileSync(lock)), log, (folder) => {
    downloadWheels(lock, folder);
  });
  // By its name, which says what is in it: where the project lies plays no part.
  const packing = hash(
    basename(wheels),
    hashFolder('python/graceful'),
    readFileSync(join(ROOT, 'scripts/bundle/packages.mts')),
  );
  const packages = await step(`packages-${tier}`, packing, log, (folder) => {
    writePackages(folder, packPackages(wheels));
  });
  const warmUp = join(ROOT, 'python/snapshot', `${tier}.py`);
  const snapshotting = hash(
    packing,
    pyodideVersion(),
    readFileSync(stdlib),
    readFileSync(warmUp),
    readFileSync(join(ROOT, 'scripts/bundle/snapshot.mts')),
    hashFolder('lib/runtime/interpreter'),
  );
  const snapshot = await step(`snapshot-${tier}`, snapshotting, log, async (folder) => {
    const script = join(ROOT, 'scripts/bundle/snapshot.mts');
    const words = ['--import', 'tsx', script, stdlib, packages, warmUp, join(folder, 'snapshot.bin')];
    await promisify(execFile)(process.execPath, words, { cwd: ROOT }).catch((error: unknown) => {
      const said = (error as { stderr?: string }).stderr ?? '';
      const lines = said.split('\n').map((line) => line.slice(0, 300));
      throw new Error(`The ${tier} snapshot could not be made.\n${lines.slice(-40).join('\n')}`);
    });
  });
  return { packages: join(packages, 'packages.zip'), snapshot: join(snapshot, 'snapshot.bin') };
}

const SCRIPT = {
  bundle: true,
  minify: true,
  target: 'es2022',
  logLevel: 'silent',
  write: false,
} as const satisfies BuildOptions;

/** Marks where Pyodide's one large function begins, for `parsedOnce`. */
const EAGERLY = '__eagerly';

/** Pyodide's large function, slim and marked. */
const slimPyodide: Plugin = {
  name: 'slim-pyodide',
  setup(builder) {
    builder.onLoad({ filter: /pyodide\.asm\.mjs$/ }, ({ path }) => {
      const users = [join(PYODIDE, 'pyodide.mjs'), join(ROOT, 'lib/runtime/interpreter/boot.ts')];
      const read = (file: string): string => readFileSync(file, 'utf8');
      const source = withoutUnusedExports(read(path), users.map(read));
      const name = '_createPyodideModule';
      const [start, end] = [`async function ${name}(`, `}export default ${name};`];
      if (!source.startsWith(start) || !source.trimEnd().endsWith(end))
        throw new Error('Pyodide’s script is not the one function that it was.');
      const body = source.slice(start.length, source.lastIndexOf(end));
      return { contents: `export default ${EAGERLY}(async function(${body}});`, loader: 'js' };
    });
  },
};

/**
 * V8 reads a function twice, once to skip it and once when it is called, unless a parenthesis before it says that it will be
 * (v8.dev/blog/preparser#pife). The worker's megabyte of script is two such functions, one inside the other.
 */
function parsedOnce(script: string): string {
  const eager = script.replace('(()=>{', '(function(){').replaceAll(`${EAGERLY}(async function`, '(async function');
  if (eager.includes(EAGERLY) || !eager.includes('(async function'))
    throw new Error('The worker’s script is not as expected.');
  return eager;
}

interface Scripts {
  readonly interpreter: string;
  readonly frame: string;
  readonly containerFrame: string;
  readonly hostProcess: string;
  readonly hostWorker: string;
}

/** Browser worker, the frames' documents, the Node worker, and what a WebContainer runs, by esbuild. */
async function buildScripts(): Promise<Scripts> {
  const browser: BuildOptions = {
    ...SCRIPT,
    format: 'iife',
    external: ['node:*', 'ws', 'fs', 'path', 'url', 'vm', 'crypto', 'child_process', 'tty', 'module'],
    define: { 'import.meta.url': '"https://bundle.invalid/"' },
  };
  const source = (path: string): string => join(ROOT, 'lib/runtime', path);
  // There is no node_modules in a WebContainer, and nothing that is run there opens a web socket.
  const standalone: BuildOptions = {
    ...SCRIPT,
    format: 'esm',
    platform: 'node',
    alias: { ws: source('webcontainer/host/no-sockets.ts') },
  };
  const [worker, frame, containerFrame, hostProcess, hostWorker] = await Promise.all([
    build({ ...browser, plugins: [slimPyodide], entryPoints: [source('sandbox/worker.ts')] }),
    build({ ...browser, entryPoints: [source('sandbox/frame.ts')] }),
    build({ ...SCRIPT, format: 'iife', entryPoints: [source('webcontainer/frame/frame.ts')] }),
    build({ ...standalone, entryPoints: [source('webcontainer/host/main.ts')] }),
    build({ ...standalone, entryPoints: [source('node/node-worker.ts')] }),
    build({
      ...SCRIPT,
      minify: false,
      write: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      entryPoints: [source('node/node-worker.ts')],
      outfile: NODE_WORKER,
    }),
  ]);
  const text = (built: { readonly outputFiles?: readonly { readonly text: string }[] | undefined }): string =>
    built.outputFiles?.[0]?.text ?? '';
  return {
    interpreter: parsedOnce(text(worker)),
    frame: text(frame),
    containerFrame: text(containerFrame),
    hostProcess: text(hostProcess),
    hostWorker: text(hostWorker),
  };
}

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('base64');

/** A document of ours for a frame of ours, with a policy of its own. */
const frameDocument = (title: string, policy: readonly string[], rest: string): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}"><title>${title}</title>${rest}\n`;

/** The sandbox: its one script by hash, workers from blobs it makes itself, no way to anywhere. */
const sandboxDocument = (script: string): string =>
  frameDocument(
    'Server process',
    [
      "default-src 'none'",
      `script-src 'sha256-${sha256(script)}' blob: 'wasm-unsafe-eval'`,
      'worker-src blob: data:',
      "connect-src 'none'",
    ],
    `<script>${script}</script>`,
  );

/** Where the WebContainer's client runs: the only document that may reach its vendor, who checks a key by the origin. */
const containerDocument = (script: string): string =>
  frameDocument(
    'WebContainer',
    [
      "default-src 'none'",
      `script-src 'sha256-${sha256(script)}'`,
      `connect-src ${VENDOR.engine}`,
      `frame-src ${VENDOR.engine}`,
    ],
    `<meta name="referrer" content="strict-origin-when-cross-origin"><body><script>${script}</script>`,
  );

/** Around the page that a container serves by its own address: no script, and one frame filling it. */
const containerPageDocument = (): string => {
  const style = 'html,body{height:100%;margin:0}iframe{display:block;width:100%;height:100%;border:0}';
  return frameDocument(
    'Page',
    ["default-src 'none'", `style-src 'sha256-${sha256(style)}'`, `frame-src ${VENDOR.previews.join(' ')}`],
    `<style>${style}</style><body>`,
  );
};

export async function buildBundle({ log }: { log: Log }): Promise<BundleManifest> {
  mkdirSync(OUT, { recursive: true });
  const deflated = readFileSync(join(PYODIDE, 'python_stdlib.zip'));
  const stdlib = await step('stdlib', hash(deflated), log, (folder) => {
    writeFileSync(join(folder, 'stdlib.zip'), packStdlib(deflated));
  });
  const stdlibZip = join(stdlib, 'stdlib.zip');
  const [server, workshop, scripts] = await Promise.all([
    buildTier('server', stdlibZip, log),
    buildTier('workshop', stdlibZip, log),
    buildScripts(),
  ]);
  const contents: Record<BundleFile, { bytes: Uint8Array; extension: string }> = {
    interpreter: { bytes: Buffer.from(scripts.interpreter), extension: '.js' },
    wasm: { bytes: readFileSync(join(PYODIDE, 'pyodide.asm.wasm')), extension: '.wasm' },
    stdlib: { bytes: readFileSync(stdlibZip), extension: '.zip' },
    serverPackages: { bytes: readFileSync(server.packages), extension: '.zip' },
    serverSnapshot: { bytes: readFileSync(server.snapshot), extension: '.snapshot' },
    workshopPackages: { bytes: readFileSync(workshop.packages), extension: '.zip' },
    workshopSnapshot: { bytes: readFileSync(workshop.snapshot), extension: '.snapshot' },
    hostProcess: { bytes: Buffer.from(scripts.hostProcess), extension: '.mjs' },
    hostWorker: { bytes: Buffer.from(scripts.hostWorker), extension: '.mjs' },
  };
  const entries = await Promise.all(
    Object.entries(contents).map(async ([name, { bytes, extension }]): Promise<[string, BundleEntry]> => {
      const path = `${name}-${hash(bytes).slice(0, 12)}${extension}`;
      const target = join(OUT, path);
      if (!existsSync(target)) writeFileSync(target, bytes);
      return [name, { path, size: bytes.length, sha256: sha256(bytes), ...(await precompress(target)) }];
    }),
  );
  const top = (file: string): string[] =>
    (JSON.parse(readFileSync(join(dirname(file), 'packages.json'), 'utf8')) as { modules: string[] }).modules;
  const inServer = new Set(top(server.packages));
  const documents = {
    'sandbox.html': sandboxDocument(scripts.frame),
    'webcontainer.html': containerDocument(scripts.containerFrame),
    'webcontainer-page.html': containerPageDocument(),
  };
  const manifest: BundleManifest = {
    pyodide: pyodideVersion(),
    files: Object.fromEntries(entries) as Record<BundleFile, BundleEntry>,
    // zoneinfo is the standard library's, but what it reads comes with tzdata.
    workshopModules: [...top(workshop.packages).filter((name) => !inServer.has(name)), 'zoneinfo'],
  };
  for (const [name, document] of Object.entries(documents)) writeFileSync(join(OUT, name), document);
  writeFileSync(join(OUT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  removeOld(new Set([...entries.map(([, entry]) => entry.path), ...Object.keys(documents), 'manifest.json']));
  return manifest;
}

function removeOld(current: ReadonlySet<string>): void {
  for (const name of readdirSync(OUT)) {
    const plain = ['.zst', '.br', '.gz'].includes(extname(name)) ? basename(name, extname(name)) : name;
    if (!current.has(plain)) rmSync(join(OUT, name));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  buildBundle({ log: console.log }).then(
    (manifest) => {
      for (const [name, { size, zst, br }] of Object.entries(manifest.files)) {
        console.log(
          `${name.padEnd(18)} ${(size / 1e6).toFixed(2).padStart(7)} MB, zstd ${(zst / 1e6).toFixed(2).padStart(6)} MB, brotli ${(br / 1e6).toFixed(2).padStart(6)} MB`,
        );
      }
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
