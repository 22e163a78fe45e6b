/** Puts the files that a stylesheet names into it: `url(...)` and `@import`. Reads CSS by its two tokens, and no more. */
import { decodeText, textToDataUrl } from './data-url.ts';
import type { PageFiles } from './page-files.ts';

/** Comments come first, so that nothing in them is taken for a reference. */
const REFERENCE =
  /(?<comment>\/\*[\s\S]*?\*\/)|@import\s+(?:url\(\s*)?(?<quote>["']?)(?<sheet>[^"')\s;]+)\k<quote>\s*\)?|url\(\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^)"'\s]*))\s*\)/gi;
const MAX_DEPTH = 5;

/** @param baseUrl where the stylesheet came from: its own references are relative to that */
export async function inlineCss(css: string, baseUrl: string, files: PageFiles, depth = 0): Promise<string> {
  const found = [...css.matchAll(REFERENCE)];
  const replacements = await Promise.all(
    found.map(async ({ 0: whole, groups = {} }) => {
      if (groups.comment !== undefined) return whole;
      if (groups.sheet !== undefined)
        return `@import url("${await importedSheet(groups.sheet, baseUrl, files, depth)}")`;
      const reference = groups.double ?? groups.single ?? groups.bare ?? '';
      if (reference.startsWith('#')) return whole;
      return `url("${(await files.dataUrl(reference, baseUrl)) ?? 'data:,'}")`;
    }),
  );
  let result = '';
  let at = 0;
  found.forEach((match, index) => {
    result += css.slice(at, match.index) + (replacements[index] ?? '');
    at = match.index + match[0].length;
  });
  return result + css.slice(at);
}

async function importedSheet(reference: string, baseUrl: string, files: PageFiles, depth: number): Promise<string> {
  if (/^data:/i.test(reference)) return reference;
  const file = depth < MAX_DEPTH ? await files.get(reference, baseUrl) : null;
  if (!file) return 'data:text/css,';
  return textToDataUrl(await inlineCss(decodeText(file.bytes, file.type), file.url, files, depth + 1), 'text/css');
}
