/**
 * Brings files into a WebContainer through its `fs`, writing only what differs from what lies there. Knows which of the
 * bundle's files belong where, and nothing of processes.
 */
import type { ServerFailure } from '../failures.ts';
import type { ProjectFiles } from '../live-server.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { TIER_FILES } from '../sandbox/frame-protocol.ts';
import type { BundleFile, BundleManifest } from '../sandbox/manifest.ts';
import { HOST_FOLDER, HOST_NAME, WASM_NAME, WORKER_NAME } from './layout.ts';
import type { Lease } from './tab-container.ts';

export interface BundleSource {
  readonly manifest: BundleManifest;
  read(file: BundleFile): Promise<Result<Uint8Array, ServerFailure>>;
}

/** In the order in which they are needed. */
export const FIRST_FILES: readonly BundleFile[] = [
  'hostProcess',
  'hostWorker',
  'wasm',
  TIER_FILES.server.snapshot,
  TIER_FILES.server.packages,
  'stdlib',
];
export const LATER_FILES: readonly BundleFile[] = [TIER_FILES.workshop.snapshot, TIER_FILES.workshop.packages];

/** What a WebContainer is given in all, in bytes. */
export const containerBytes = ({ files }: BundleManifest, names = [...FIRST_FILES, ...LATER_FILES]): number =>
  names.reduce((sum, name) => sum + files[name].size, 0);

function nameOf(file: BundleFile, { files }: BundleManifest): string {
  const fixed: Partial<Record<BundleFile, string>> = {
    hostProcess: HOST_NAME,
    hostWorker: WORKER_NAME,
    wasm: WASM_NAME,
  };
  return fixed[file] ?? files[file].path;
}

/** The bundle's manifest as the process finds it: by the names that files have there. */
export function manifestInside(manifest: BundleManifest): string {
  const files = Object.entries(manifest.files).map(
    ([name, entry]) => [name, { ...entry, path: nameOf(name as BundleFile, manifest) }] as const,
  );
  return JSON.stringify({ ...manifest, files: Object.fromEntries(files) });
}

export async function writeManifest({ container, written }: Lease, manifest: BundleManifest): Promise<void> {
  const text = manifestInside(manifest);
  if (written.get(HOST_FOLDER) === text) return;
  await container.fs.mkdir(HOST_FOLDER, { recursive: true });
  await container.fs.writeFile(`${HOST_FOLDER}/manifest.json`, text);
  written.set(HOST_FOLDER, text);
}

/** One of the bundle's files, unless this very content is there. Rejects when the container cannot take it. */
export async function writeBundleFile(
  { container, written }: Lease,
  source: BundleSource,
  file: BundleFile,
): Promise<Result<void, ServerFailure>> {
  const path = `${HOST_FOLDER}/${nameOf(file, source.manifest)}`;
  const { sha256 } = source.manifest.files[file];
  if (written.get(path) === sha256) return ok(undefined);
  const bytes = await source.read(file);
  if (!bytes.ok) return bytes;
  await container.fs.writeFile(path, bytes.value);
  written.set(path, sha256);
  return ok(undefined);
}

/** A folder that holds a project: after `write` it has these files and no others. */
export class ProjectFolder {
  private before: ProjectFiles | null = null;

  constructor(
    private readonly lease: Lease,
    private readonly folder: string,
  ) {}

  async write(files: ProjectFiles): Promise<void> {
    const { before } = this;
    // Until all is written nobody knows what is there.
    this.before = null;
    try {
      await this.change(before, files);
    } catch (error) {
      if (!before) throw error;
      // A folder where a file is to be, say: begin from nothing.
      await this.change(null, files);
    }
    this.before = files;
  }

  private async change(before: ProjectFiles | null, files: ProjectFiles): Promise<void> {
    const { fs } = this.lease.container;
    if (!before) await fs.rm(this.folder, { recursive: true, force: true });
    for (const path of Object.keys(before ?? {})) if (!(path in files)) await fs.rm(`${this.folder}/${path}`);
    await fs.mkdir(this.folder, { recursive: true });
    const made = new Set([this.folder]);
    for (const [path, content] of Object.entries(files)) {
      if (before?.[path] === content) continue;
      const full = `${this.folder}/${path}`;
      const parent = full.slice(0, full.lastIndexOf('/'));
      if (!made.has(parent)) await fs.mkdir(parent, { recursive: true });
      made.add(parent);
      await fs.writeFile(full, content);
    }
  }
}
