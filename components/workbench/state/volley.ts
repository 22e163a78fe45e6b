/** What came of many requests at once, in a sentence: how many of each status, and how long they took. */
export interface VolleyOutcome {
  /** Null for no answer. */
  readonly status: number | null;
  readonly ms: number;
}

export function volleyWords(outcomes: readonly VolleyOutcome[]): string {
  if (outcomes.length === 0) return 'Nothing was sent: there is no server.';
  const counts = new Map<string, number>();
  for (const { status } of outcomes) {
    const name = status === null ? 'no answer' : String(status);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const said = [...counts].map(([name, count]) => `${String(count)} × ${name}`).join(', ');
  const times = outcomes.flatMap(({ status, ms }) => (status === null ? [] : [ms])).sort((a, b) => a - b);
  const middle = times[Math.floor((times.length - 1) / 2)];
  const took = middle === undefined ? '' : `; half of them within ${middle.toFixed(middle < 10 ? 1 : 0)} ms`;
  return `${String(outcomes.length)} sent: ${said}${took}.`;
}
