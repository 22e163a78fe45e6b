/** The search itself, in the browser: fetched when it is first opened, and nothing that is typed leaves the page. */
import type { SearchEntry } from '@/lib/course/search-entries';

export type Hit = Omit<SearchEntry, 'text'> & { readonly snippet: string };
export type Find = (words: string) => readonly Hit[];

const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
const MOST = 12;
const SNIPPET = 140;

export async function loadSearch(): Promise<Find> {
  const [{ default: MiniSearch }, entries] = await Promise.all([import('minisearch'), fetchEntries()]);
  const index = new MiniSearch<SearchEntry>({
    fields: ['lesson', 'part', 'text'],
    storeFields: ['lesson', 'part', 'text', 'url'],
    // `app.errorhandler` is found by both of its words, and by `error`.
    tokenize: (text) => text.split(/[^\p{L}\p{N}_]+/u),
    searchOptions: { boost: { lesson: 3, part: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  index.addAll(entries);
  return (words) =>
    index
      .search(words)
      .slice(0, MOST)
      .map(({ id, terms, lesson, part, text, url }) => ({
        id: id as number,
        lesson: lesson as string,
        part: part as string,
        url: url as string,
        snippet: snippetOf(text as string, terms),
      }));
}

async function fetchEntries(): Promise<readonly SearchEntry[]> {
  const response = await fetch(`${BASE}/search.json`);
  if (!response.ok) throw new Error(`search.json: ${String(response.status)}`);
  return (await response.json()) as readonly SearchEntry[];
}

/** The text around the first word that was found. */
function snippetOf(text: string, terms: readonly string[]): string {
  const lower = text.toLowerCase();
  const at = Math.min(...terms.map((term) => lower.indexOf(term)).filter((index) => index !== -1), text.length);
  const from = at === text.length ? 0 : Math.max(0, at - SNIPPET / 3);
  const cut = text
    .slice(from, from + SNIPPET)
    .replace(/\s+/g, ' ')
    .trim();
  return `${from > 0 ? '…' : ''}${cut}${from + SNIPPET < text.length ? '…' : ''}`;
}
