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

const LOCKS = { server: 'python/requirements.lock', workshop: 'python/requirements-workshop.lock' };
const OUT = join(ROOT, 'public', 'runtime');
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

const markPyodide: Plugin = {
  name: 'mark-pyodide',
  setup(builder) {
    builder.onLoad({ filter: /pyodide\.asm\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
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

/** Browser worker, sandbox document and Node worker, by esbuild. */
async function buildScripts(): Promise<{ interpreter: string; frame: string }> {
  const browser: BuildOptions = {
    ...SCRIPT,
    format: 'iife',
    external: ['node:*', 'ws', 'fs', 'path', 'url', 'vm', 'crypto', 'child_process', 'tty', 'module'],
    define: { 'import.meta.url': '"https://bundle.invalid/"' },
  };
  const source = (path: string): string => join(ROOT, 'lib/runtime', path);
  const [worker, frame] = await Promise.all([
    build({ ...browser, plugins: [markPyodide], entryPoints: [source('sandbox/worker.ts')] }),
    build({ ...browser, entryPoints: [source('sandbox/frame.ts')] }),
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
  return { interpreter: parsedOnce(worker.outputFiles?.[0]?.text ?? ''), frame: frame.outputFiles?.[0]?.text ?? '' };
}

/** The frame's document: its one script by hash, workers from scripts that it was handed, no way to anywhere. */
function sandboxDocument(script: string): string {
  const allowed = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${allowed}' blob: 'wasm-unsafe-eval'; worker-src blob: data:; connect-src 'none'`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Server process</title><script>${script}</script>\n`;
}

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
  };
  const entries = await Promise.all(
    Object.entries(contents).map(async ([name, { bytes, extension }]): Promise<[string, BundleEntry]> => {
      const sha256 = createHash('sha256').update(bytes).digest('base64');
      const path = `${name}-${hash(bytes).slice(0, 12)}${extension}`;
      const target = join(OUT, path);
      if (!existsSync(target)) writeFileSync(target, bytes);
      return [name, { path, size: bytes.length, sha256, ...(await precompress(target)) }];
    }),
  );
  const top = (file: string): string[] =>
    (JSON.parse(readFileSync(join(dirname(file), 'packages.json'), 'utf8')) as { modules: string[] }).modules;
  const inServer = new Set(top(server.packages));
  const manifest: BundleManifest = {
    pyodide: pyodideVersion(),
    files: Object.fromEntries(entries) as Record<BundleFile, BundleEntry>,
    workshopModules: top(workshop.packages).filter((name) => !inServer.has(name)),
  };
  writeFileSync(join(OUT, 'sandbox.html'), sandboxDocument(scripts.frame));
  writeFileSync(join(OUT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  removeOld(new Set(entries.map(([, entry]) => entry.path)));
  return manifest;
}

function removeOld(current: ReadonlySet<string>): void {
  for (const name of readdirSync(OUT)) {
    const plain = ['.zst', '.br', '.gz'].includes(extname(name)) ? basename(name, extname(name)) : name;
    if (!current.has(plain) && plain !== 'sandbox.html' && plain !== 'manifest.json') rmSync(join(OUT, name));
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
