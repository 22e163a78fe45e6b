/**
 * Makes a page's modules loadable without a network: each becomes a `data:` URL, imports are written absolute, and an
 * import map leads from each address to its data. Reads `import` by its shape; a module is not parsed.
 */
import { decodeText, textToDataUrl } from './data-url.ts';
import type { PageFiles } from './page-files.ts';

const SPECIFIER = /(\b(?:from|import)\s*\(?\s*)(["'])((?:\.{0,2}\/)[^"'\n]+)\2/g;
const MAX_MODULES = 100;

export interface ModuleGraph {
  /** Absolute address → data URL, for an import map. */
  readonly imports: Readonly<Record<string, string>>;
  /** The source with absolute imports. */
  rewrite(source: string, baseUrl: string): string;
}

/** Follows the imports of the given sources through the app's files. */
export async function followModules(
  entries: readonly { readonly source: string; readonly baseUrl: string }[],
  files: PageFiles,
): Promise<ModuleGraph> {
  const sources = new Map<string, string | null>();
  const queue = entries.flatMap(({ source, baseUrl }) => importsOf(source, baseUrl));
  for (let url = queue.shift(); url !== undefined && sources.size < MAX_MODULES; url = queue.shift()) {
    if (sources.has(url)) continue;
    const file = await files.get(url, url);
    const source = file && decodeText(file.bytes, file.type);
    sources.set(url, source);
    if (source !== null) queue.push(...importsOf(source, url));
  }
  const imports: Record<string, string> = {};
  for (const [url, source] of sources) {
    if (source !== null) imports[url] = textToDataUrl(rewrite(source, url), 'text/javascript');
  }
  return { imports, rewrite };
}

const importsOf = (source: string, baseUrl: string): string[] =>
  [...source.matchAll(SPECIFIER)].flatMap(([, , , specifier = '']) =>
    URL.canParse(specifier, baseUrl) ? [new URL(specifier, baseUrl).href] : [],
  );

const rewrite = (source: string, baseUrl: string): string =>
  source.replace(SPECIFIER, (whole, before: string, quote: string, specifier: string) =>
    URL.canParse(specifier, baseUrl) ? `${before}${quote}${new URL(specifier, baseUrl).href}${quote}` : whole,
  );
