/** The newest wins, item by item, and what loses is not lost; in whatever order records are brought together. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sortRecords, type Records } from './export-file.ts';
import { planMerge, type MergePlan } from './merge.ts';
import { changesAnything } from './plan-facts.ts';
import { keyOf, type Answer, type DraftFile, type GoalResult, type Snapshot } from './records.ts';
import { KEPT_SNAPSHOTS } from './snapshot-bounds.ts';

const NOTHING = sortRecords({}).records;
const P = 'lesson/one';
const withRecords = (some: Partial<Records>): Records => ({ ...NOTHING, ...some });

const file = (path: string, text: string | null, updatedAt: number, projectId = P): DraftFile => ({
  key: keyOf(projectId, path),
  projectId,
  path,
  text,
  baseHash: 'h',
  updatedAt,
  tab: 't',
});
const version = (number: number, takenAt: number, text: string): Snapshot => ({
  key: keyOf(P, String(number).padStart(8, '0')),
  projectId: P,
  reason: 'started',
  takenAt,
  baseHash: 'h',
  files: { 'app.py': text },
});
const answer = (choice: string, answeredAt: number, earlier?: Answer['earlier']): Answer => ({
  key: keyOf(P, 'q'),
  projectId: P,
  question: 'q',
  choice,
  confidence: 'certain',
  correct: choice === 'right',
  answeredAt,
  ...(earlier ? { earlier } : {}),
});
const goal = (outcome: GoalResult['outcome'], testedAt: number, firstPassedAt: number | null): GoalResult => ({
  key: keyOf(P, 'test_a'),
  projectId: P,
  test: 'test_a',
  outcome,
  message: outcome,
  testedAt,
  firstPassedAt,
});

const decisions = ({ items }: MergePlan) => items.map(({ kind, decision }) => `${kind} ${decision}`);

/** What is there after the plan. */
function after(mine: Records, plan: MergePlan): Records {
  const merged = Object.fromEntries(
    Object.entries(mine).map(([table, records]) => {
      const byKey = new Map<string, unknown>(
        (records as readonly { readonly key: string }[]).map((record) => [record.key, record]),
      );
      const name = table as keyof Records;
      for (const key of plan.removes[name] ?? []) byKey.delete(key);
      for (const record of plan.puts[name]) byKey.set(record.key, record);
      return [table, [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record)];
    }),
  );
  return merged as unknown as Records;
}

describe('drafts', () => {
  it('are one item a project: the newer goes in whole, the other into the history', () => {
    const mine = withRecords({ draftFiles: [file('app.py', 'mine', 5), file('extra.py', 'mine too', 4)] });
    const theirs = withRecords({ draftFiles: [file('app.py', 'theirs', 9)] });
    const plan = planMerge(mine, theirs, 20);
    assert.deepEqual(decisions(plan), ['draft replaced']);
    const { draftFiles, snapshots } = after(mine, plan);
    assert.deepEqual(
      draftFiles.map(({ path, text }) => [path, text]),
      [['app.py', 'theirs']],
    );
    assert.deepEqual(
      snapshots.map(({ reason, files }) => [reason, files]),
      [['imported', { 'app.py': 'mine', 'extra.py': 'mine too' }]],
    );
  });

  it('keep the newer one that is here, and the file’s goes into the history, once', () => {
    const mine = withRecords({ draftFiles: [file('app.py', 'mine', 9)] });
    const theirs = withRecords({ draftFiles: [file('app.py', 'theirs', 5)] });
    const first = planMerge(mine, theirs, 20);
    assert.deepEqual(decisions(first), ['draft kept']);
    const merged = after(mine, first);
    assert.deepEqual(
      merged.snapshots.map(({ files }) => files),
      [{ 'app.py': 'theirs' }],
    );
    assert.equal(changesAnything(planMerge(merged, theirs, 30)), false);
  });

  it('leave the projects of others alone', () => {
    const mine = withRecords({
      draftFiles: [file('app.py', 'mine', 5), file('app.py', 'other', 5, 'lesson/one-more')],
    });
    const theirs = withRecords({ draftFiles: [file('app.py', 'theirs', 9)] });
    const { draftFiles } = after(mine, planMerge(mine, theirs, 20));
    assert.deepEqual(
      draftFiles.map(({ text }) => text),
      ['other', 'theirs'],
    );
  });
});

describe('histories', () => {
  it('are joined in the order of their times, each version once', () => {
    const mine = withRecords({ snapshots: [version(1, 10, 'a'), version(2, 30, 'c')] });
    const theirs = withRecords({ snapshots: [version(1, 10, 'a'), version(2, 20, 'b')] });
    const { snapshots } = after(mine, planMerge(mine, theirs, 99));
    assert.deepEqual(
      snapshots.map(({ files }) => files['app.py']),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(
      snapshots.map(({ key }) => key),
      [1, 2, 3].map((n) => keyOf(P, `0000000${String(n)}`)),
    );
  });

  it('count what there is no room for', () => {
    const many = (from: number, text: string) =>
      Array.from({ length: KEPT_SNAPSHOTS }, (_, index) => version(index + 1, from + index, `${text}${String(index)}`));
    const mine = withRecords({ snapshots: many(1_000, 'm') });
    const plan = planMerge(mine, withRecords({ snapshots: many(500, 't') }), 2_000);
    assert.deepEqual(plan.crowdedOut, { [P]: KEPT_SNAPSHOTS });
    const { snapshots } = after(mine, plan);
    assert.equal(snapshots.length, KEPT_SNAPSHOTS);
    assert.equal(snapshots[0]?.files['app.py'], 'm0');
  });
});

describe('answers, goals and the rest', () => {
  it('an answer that loses stays beside the newer one', () => {
    const mine = withRecords({ answers: [answer('wrong', 5)] });
    const theirs = withRecords({ answers: [answer('right', 9)] });
    const plan = planMerge(mine, theirs, 20);
    assert.deepEqual(decisions(plan), ['answer replaced']);
    const [merged] = after(mine, plan).answers;
    assert.deepEqual([merged?.choice, merged?.earlier?.map(({ choice }) => choice)], ['right', ['wrong']]);
  });

  it('a goal once reached stays reached, by whoever came first', () => {
    const mine = withRecords({ goalResults: [goal('passed', 5, 5)] });
    const theirs = withRecords({ goalResults: [goal('failed', 9, 3)] });
    const [merged] = after(mine, planMerge(mine, theirs, 20)).goalResults;
    assert.deepEqual([merged?.outcome, merged?.testedAt, merged?.firstPassedAt], ['failed', 9, 3]);
  });

  it('ratings are joined, and one that was taken back anywhere is taken back', () => {
    const rating = (ratedAt: number, undoneAt: number | null) =>
      ({ key: keyOf('c', String(ratedAt), 't'), card: 'c', grade: 3, ratedAt, undoneAt }) as const;
    const mine = withRecords({ ratings: [rating(1, null), rating(2, null)] });
    const theirs = withRecords({ ratings: [rating(1, 4), rating(3, null)] });
    const { ratings } = after(mine, planMerge(mine, theirs, 20));
    assert.deepEqual(
      ratings.map(({ ratedAt, undoneAt }) => [ratedAt, undoneAt]),
      [
        [1, 4],
        [2, null],
        [3, null],
      ],
    );
  });

  it('time of one browser counts once, time of two adds up', () => {
    const time = (device: string, ms: number) =>
      ({ key: keyOf(P, '2026-01-02', device), projectId: P, day: '2026-01-02', device, ms, updatedAt: ms }) as const;
    const mine = withRecords({ attention: [time('a', 100)] });
    const theirs = withRecords({ attention: [time('a', 60), time('b', 30)] });
    const { attention } = after(mine, planMerge(mine, theirs, 20));
    assert.deepEqual(
      attention.map(({ ms }) => ms),
      [100, 30],
    );
  });

  it('places and settings: the newest', () => {
    const place = (visitedAt: number, line: number) =>
      ({ key: 'one', slug: 'one', visitedAt, editor: { file: 'a', line, column: 1, top: 1 }, text: null }) as const;
    const mine = withRecords({ places: [place(5, 1)], settings: [{ key: 'deck', value: 'all', setAt: 9 }] });
    const theirs = withRecords({ places: [place(6, 2)], settings: [{ key: 'deck', value: 'begun', setAt: 4 }] });
    const merged = after(mine, planMerge(mine, theirs, 20));
    assert.deepEqual([merged.places[0]?.editor?.line, merged.settings[0]?.value], [2, 'all']);
  });
});

it('comes to the same whichever side is brought to the other, and twice is once', () => {
  const one = withRecords({
    answers: [answer('wrong', 5)],
    goalResults: [goal('passed', 5, 5)],
    snapshots: [version(1, 10, 'a')],
    draftFiles: [file('app.py', 'one', 5)],
  });
  const two = withRecords({
    answers: [answer('right', 9)],
    goalResults: [goal('failed', 9, null)],
    snapshots: [version(1, 12, 'b')],
    draftFiles: [file('app.py', 'two', 9)],
  });
  const there = after(one, planMerge(one, two, 20));
  const back = after(two, planMerge(two, one, 20));
  assert.deepEqual(there, back);
  assert.equal(changesAnything(planMerge(there, two, 30)), false);
  assert.equal(changesAnything(planMerge(there, one, 30)), false);
});
