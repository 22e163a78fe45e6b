/**
 * What the site's build costs with more lessons than there are: a copy of the project elsewhere, filled up with copies of
 * its own lessons, built by Next.js. Measures seconds, the largest memory of one process, and what comes out.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow } from '../lib/fingerprint.mts';
import { ROOT } from '../lib/paths.mts';

const LESSONS = 'content/lessons';
/** What is kept by git's ignorance and needed by a build. */
const MADE = ['public/runtime', 'next-env.d.ts'];
const LOOK_MS = 200;

export interface BuildCost {
  readonly lessons: number;
  readonly seconds: number;
  /** Of the largest process, in bytes; NaN where the system does not tell. */
  readonly memory: number;
  readonly files: number;
  readonly bytes: number;
}

/** @param count how many lessons the copy has; at least as many as there are. @throws Error when the build fails */
export async function buildCost(count: number): Promise<BuildCost> {
  // Outside the project: Turbopack takes the outermost lock file for the root.
  const copy = mkdtempSync(join(tmpdir(), 'graceful-build-cost-'));
  try {
    return await buildCopy(copy, count);
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function buildCopy(copy: string, count: number): Promise<BuildCost> {
  const kept = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of [...kept, ...MADE]) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file), { recursive: true });
  }
  linkFolder(join(ROOT, 'node_modules'), copy);
  addLessons(copy, count);

  const started = performance.now();
  const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: copy,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', GRACEFUL_BUILD: 'cost' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (piece) => (output += String(piece)));
  let memory = NaN;
  const looking = setInterval(() => {
    for (const bytes of peaks(build.pid)) memory = Number.isNaN(memory) ? bytes : Math.max(memory, bytes);
  }, LOOK_MS);
  const [code] = (await once(build, 'exit')) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`The build with ${String(count)} lessons failed:\n${output.slice(-2000)}`);
  const seconds = (performance.now() - started) / 1000;
  const out = join(copy, 'out');
  const files = filesBelow(out).filter((file) => !file.startsWith('runtime/'));
  const bytes = files.reduce((sum, file) => sum + statSync(join(out, file)).size, 0);
  return { lessons: count, seconds, memory, files: files.length, bytes };
}

/** Links to the same files where the system allows it: half a gigabyte is long to copy. */
function linkFolder(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'pipe' });
  } catch {
    // Another disk, or another cp.
    execFileSync('cp', ['-R', from, to]);
  }
}

/** Copies of the real ones in turn, in a part of their own at the end of the course. */
function addLessons(copy: string, count: number): void {
  const folders = readdirSync(join(copy, LESSONS)).sort();
  const added = Array.from({ length: count - folders.length }, (_, index) => {
    const number = folders.length + index + 1;
    const slug = `generated-${String(number)}`;
    const folder = `${String(number).padStart(2, '0')}-${slug}`;
    cpSync(join(copy, LESSONS, folders[index % folders.length] ?? ''), join(copy, LESSONS, folder), {
      recursive: true,
    });
    return { slug, title: `Lesson ${String(number)}`, summary: 'A copy, to measure the build.' };
  });
  if (added.length === 0) return;
  const path = join(copy, 'content/course.ts');
  const source = readFileSync(path, 'utf8');
  const end = source.lastIndexOf('  ],\n};');
  if (end === -1) throw new Error('content/course.ts does not end as expected');
  const part = { title: 'Generated', summary: 'Copies.', lessons: added };
  writeFileSync(path, `${source.slice(0, end)}    ${JSON.stringify(part)},\n${source.slice(end)}`);
}

/** The largest memory so far of a process and its children, as Linux counts. */
function peaks(root: number | undefined): number[] {
  if (process.platform !== 'linux' || root === undefined) return [];
  const found: number[] = [];
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    try {
      const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
      found.push(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? NaN) * 1024);
      waiting.push(
        ...readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
          .split(' ')
          .filter(Boolean)
          .map(Number),
      );
    } catch (error) {
      // It ended between two looks.
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')))
        throw error;
    }
  }
  return found.filter((bytes) => !Number.isNaN(bytes));
}
