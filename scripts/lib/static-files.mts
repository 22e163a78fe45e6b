/**
 * Finds the file that answers a URL in an exported site: clean URLs, the precompressed neighbour a client accepts,
 * and its type. Knows the file system, not the server.
 */
import { stat } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';

export interface StaticFile {
  /** The file whose bytes go out: the original, or a precompressed neighbour. */
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly type: string;
  /** Content-Encoding, when a precompressed neighbour was chosen. */
  readonly encoding: string | null;
  /** Whether the answer depends on Accept-Encoding. */
  readonly negotiated: boolean;
}

/** In order of preference: zstd unpacks fastest, brotli packs text best, everything accepts gzip. */
const ENCODINGS = [
  { name: 'zstd', extension: '.zst' },
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

export function typeOf(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/**
 * The URL's path, decoded and made safe, or null when it is malformed or climbs out of the site.
 * @param target the request target: path and query
 */
export function sitePath(target: string): string | null {
  const path = decode(target.split(/[?#]/, 1)[0] ?? '');
  if (path === null || !path.startsWith('/') || /[\0\\]/.test(path)) return null;
  if (path.split('/').some((segment) => segment === '..' || (segment.startsWith('.') && segment !== '.well-known')))
    return null;
  return posix.normalize(path);
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** `/learn/x` is answered by the file of that name, `x.html` or `x/index.html`; null when there is none. */
export async function findFile(dir: string, path: string, acceptEncoding: string): Promise<StaticFile | null> {
  const bare = path.endsWith('/') ? path.slice(0, -1) : path;
  const candidates = path === '/' ? ['/index.html'] : [bare, `${bare}.html`, `${bare}/index.html`];
  if (path.endsWith('/') && path !== '/') candidates.shift();
  for (const candidate of candidates) {
    const original = await fileStats(join(dir, candidate));
    if (!original) continue;
    const type = typeOf(candidate);
    const packed = await Promise.all(
      ENCODINGS.map(async (encoding) => ({
        encoding,
        stats: await fileStats(join(dir, candidate + encoding.extension)),
      })),
    );
    const accepted = acceptedEncodings(acceptEncoding);
    const negotiated = packed.some(({ stats }) => stats !== null);
    const chosen = packed.find(({ encoding, stats }) => stats !== null && accepted.has(encoding.name));
    const found = chosen?.stats ?? original;
    return {
      path: join(dir, candidate + (chosen?.encoding.extension ?? '')),
      size: found.size,
      modifiedMs: found.mtimeMs,
      type,
      encoding: chosen?.encoding.name ?? null,
      negotiated,
    };
  }
  return null;
}

/** Names in an Accept-Encoding header whose quality is not 0 (RFC 9110, section 12.5.3). */
export function acceptedEncodings(header: string): ReadonlySet<string> {
  const accepted = new Set<string>();
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
    if (refused) continue;
    if (name === '*') ENCODINGS.forEach((encoding) => accepted.add(encoding.name));
    else if (name) accepted.add(name);
  }
  return accepted;
}

async function fileStats(path: string): Promise<{ size: number; mtimeMs: number } | null> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? stats : null;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG')
    )
      return null;
    throw error;
  }
}
