/**
 * Brings a record from elsewhere together with the one that is here: item by item the newest wins, and what loses is not
 * lost (a draft goes into its history, an answer stays beside the newer one). Pure; the same two records give the same plan.
 */
import { mergeVersions, type LostDraft, type MergedVersions } from './merge-versions.ts';
import type { PortableTable, Records } from './export-file.ts';
import type { Answer, Attention, Belief, DraftFile, GoalResult, Rating, TableRecords } from './records.ts';

/** `joined`: both sides have part of the outcome. */
export type Decision = 'added' | 'replaced' | 'kept' | 'joined' | 'same';
export type ItemKind = 'draft' | 'version' | 'answer' | 'goal' | 'place' | 'rating' | 'time' | 'setting';

export interface MergeItem {
  readonly kind: ItemKind;
  /** The record's key; for a draft its project. */
  readonly id: string;
  readonly decision: Decision;
  /** Milliseconds since the epoch; null where there is none. */
  readonly mineAt: number | null;
  readonly theirsAt: number | null;
}

export interface MergePlan {
  readonly items: readonly MergeItem[];
  /** What has to be written and removed for it. */
  readonly puts: { readonly [T in PortableTable]: readonly TableRecords[T][] };
  readonly removes: Readonly<Partial<Record<PortableTable, readonly string[]>>>;
  /** Oldest versions that the history has no room for, by project. */
  readonly crowdedOut: Readonly<Record<string, number>>;
}

/** @param now the time that histories are told, in milliseconds since the epoch */
export function planMerge(mine: Records, theirs: Records, now: number): MergePlan {
  const items: MergeItem[] = [];
  const puts: { [T in PortableTable]: TableRecords[T][] } = {
    draftFiles: [],
    snapshots: [],
    answers: [],
    goalResults: [],
    places: [],
    ratings: [],
    attention: [],
    settings: [],
  };
  const removed: string[] = [];
  const lost: LostDraft[] = [];

  for (const [projectId, theirFiles] of byProject(theirs.draftFiles)) {
    const myFiles = mine.draftFiles.filter((file) => file.projectId === projectId);
    const [mineAt, theirsAt] = [latestOf(myFiles), latestOf(theirFiles) ?? 0];
    const decision = sameDraft(myFiles, theirFiles)
      ? 'same'
      : mineAt === null
        ? 'added'
        : theirsAt > mineAt
          ? 'replaced'
          : 'kept';
    items.push({ kind: 'draft', id: projectId, decision, mineAt, theirsAt });
    if (decision === 'added' || decision === 'replaced') {
      removed.push(...myFiles.map(({ key }) => key));
      puts.draftFiles.push(...theirFiles);
    }
    if (decision === 'replaced') lost.push({ projectId, files: myFiles });
    if (decision === 'kept') lost.push({ projectId, files: theirFiles });
  }
  // Files that stay need not be removed first.
  const written = new Set(puts.draftFiles.map(({ key }) => key));

  const versions: MergedVersions = mergeVersions(mine.snapshots, theirs.snapshots, lost, now);
  items.push(...versions.items);
  puts.snapshots.push(...versions.puts);

  join('answer', 'answers', joinAnswers, ({ answeredAt }) => answeredAt);
  join('goal', 'goalResults', joinGoals, ({ testedAt }) => testedAt);
  join(
    'place',
    'places',
    newest(({ visitedAt }) => visitedAt),
    ({ visitedAt }) => visitedAt,
  );
  join('rating', 'ratings', joinRatings, ({ undoneAt, ratedAt }) => undoneAt ?? ratedAt);
  join('time', 'attention', joinAttention, ({ updatedAt }) => updatedAt);
  join(
    'setting',
    'settings',
    newest(({ setAt }) => setAt),
    ({ setAt }) => setAt,
  );

  return {
    items,
    puts,
    removes: { draftFiles: removed.filter((key) => !written.has(key)), snapshots: versions.removes },
    crowdedOut: versions.crowdedOut,
  };

  function join<T extends Exclude<PortableTable, 'draftFiles' | 'snapshots'>>(
    kind: ItemKind,
    table: T,
    combine: (mine: TableRecords[T], theirs: TableRecords[T]) => TableRecords[T],
    at: (record: TableRecords[T]) => number,
  ): void {
    const here = new Map((mine[table] as readonly TableRecords[T][]).map((record) => [record.key, record]));
    const target: TableRecords[T][] = puts[table];
    for (const record of theirs[table] as readonly TableRecords[T][]) {
      const own = here.get(record.key);
      const next = own ? combine(own, record) : record;
      const decision = own ? judge(own, record, next, at) : 'added';
      items.push({ kind, id: record.key, decision, mineAt: own ? at(own) : null, theirsAt: at(record) });
      if (!own || !same(next, own)) target.push(next);
    }
  }
}

/** Two plans of the same outcome are equal, whenever they were made. */
export const digestOf = ({ items, crowdedOut }: MergePlan): string => JSON.stringify([items, crowdedOut]);

function judge<R>(mine: R, theirs: R, next: R, at: (record: R) => number): Decision {
  if (same(mine, theirs) || same(mine, next)) return same(mine, theirs) ? 'same' : 'kept';
  if (same(next, theirs)) return 'replaced';
  return at(theirs) > at(mine) ? 'replaced' : 'joined';
}

const same = (a: unknown, b: unknown): boolean => stable(a) === stable(b);

/** The same text for the same value, in whatever order its keys came. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

function byProject(files: readonly DraftFile[]): Map<string, DraftFile[]> {
  const projects = new Map<string, DraftFile[]>();
  for (const file of files) projects.set(file.projectId, [...(projects.get(file.projectId) ?? []), file]);
  return projects;
}

const latestOf = (files: readonly DraftFile[]): number | null =>
  files.length === 0 ? null : Math.max(...files.map(({ updatedAt }) => updatedAt));

const sameDraft = (a: readonly DraftFile[], b: readonly DraftFile[]): boolean => {
  const texts = (files: readonly DraftFile[]) =>
    files
      .map(({ path, text, baseHash }) => [path, text, baseHash])
      .sort(([x = ''], [y = '']) => ((x ?? '') < (y ?? '') ? -1 : 1));
  return same(texts(a), texts(b));
};

const newest =
  <R>(at: (record: R) => number) =>
  (mine: R, theirs: R): R =>
    at(theirs) > at(mine) ? theirs : mine;

const beliefOf = ({ choice, confidence, correct, answeredAt }: Belief): Belief => ({
  choice,
  confidence,
  correct,
  answeredAt,
});

function joinAnswers(mine: Answer, theirs: Answer): Answer {
  const all = [beliefOf(mine), ...(mine.earlier ?? []), beliefOf(theirs), ...(theirs.earlier ?? [])]
    .map(beliefOf)
    // Of two at one moment, the same one comes first whichever side is "mine".
    .sort((a, b) => b.answeredAt - a.answeredAt || (stable(a) < stable(b) ? -1 : 1))
    .filter((belief, index, sorted) => index === 0 || !same(belief, sorted[index - 1]));
  const [first = beliefOf(mine), ...earlier] = all;
  const { key, projectId, question } = mine;
  return { key, projectId, question, ...first, ...(earlier.length > 0 ? { earlier } : {}) };
}

/** A goal once reached stays reached, since whichever came first. */
function joinGoals(mine: GoalResult, theirs: GoalResult): GoalResult {
  const reached = [mine.firstPassedAt, theirs.firstPassedAt].filter((at) => at !== null);
  const latest = theirs.testedAt > mine.testedAt ? theirs : mine;
  return { ...latest, firstPassedAt: reached.length > 0 ? Math.min(...reached) : null };
}

/** Taken back in one browser is taken back. */
const joinRatings = (mine: Rating, theirs: Rating): Rating => ({ ...mine, undoneAt: mine.undoneAt ?? theirs.undoneAt });

/** Both count the same days of the same browser, so the longer one holds the shorter. */
const joinAttention = (mine: Attention, theirs: Attention): Attention => ({
  ...mine,
  ms: Math.max(mine.ms, theirs.ms),
  updatedAt: Math.max(mine.updatedAt, theirs.updatedAt),
});
