/** Queries over fields in Lucene's language, by liqe, which is fetched when the table is first opened. */
import type { Fields } from '../state/fields';

/** Null for a query that cannot be read yet. */
export type Match = ((fields: Fields) => boolean) | null;

export async function loadQueries(): Promise<(query: string) => Match> {
  const { parse, test, SyntaxError: QueryError } = await import('liqe');
  return (query) => {
    if (query.trim() === '') return () => true;
    try {
      const tree = parse(query);
      return (fields) => test(tree, fields);
    } catch (error) {
      if (error instanceof QueryError) return null;
      throw error;
    }
  };
}
