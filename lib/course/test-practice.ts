/** For tests: one myth and one pitfall that are right, written to a folder of their own, with changes that make them wrong. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { loadPractice, type Practice } from './load-practice.ts';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

const MYTH = `---
claim: It rains.
holds: false
reality: Never.
lesson: one
programs:
  a: The first
  b: The second
steps:
  - program: a
    request: GET /
    evidence:
      status: 200
      log: []
  - program: b
    test: test_b.py::test_b
    evidence: { outcome: passed }
---

See [the lesson](/learn/one).
`;
const PITFALL = `---
title: A pit
lede: Deep.
fault:
  - { line: "fault = 1" }
found: Yes.
lines:
  - line: "app = 1"
    says: No.
otherwise: Nothing.
steps:
  - request: GET /
    wrong: { status: 500 }
    right: { status: 200 }
lesson: one
---

Mind it.
`;
export const FILES: Readonly<Record<string, string>> = {
  'content/myths/m/myth.mdx': MYTH,
  'content/myths/m/a/app.py': 'app = 1\n',
  'content/myths/m/b/app.py': 'app = 2\n',
  'content/myths/m/tests/test_b.py': 'def test_b():\n    """B."""\n',
  'content/pitfalls/p/pitfall.mdx': PITFALL,
  'content/pitfalls/p/wrong/app.py': 'app = 1\n\nfault = 1\n',
  'content/pitfalls/p/right/app.py': 'app = 1\n\nmended = 1\n',
};

export type Changes = Readonly<Record<string, string | null>>;

/** `text` with `from` put right into `to`, as a change of the file. */
export const changed = (file: string, from: string, to: string): Changes => {
  const text = FILES[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  return { [file]: text.replace(from, to) };
};

export async function loadSample(
  changes: Changes = {},
  order = { myths: ['m'], pitfalls: ['p'] },
): Promise<{ readonly practice: Practice }> {
  const root = mkdtempSync(join(tmpdir(), 'graceful-practice-'));
  made.push(root);
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const pages = new Set(['/', '/learn/one']);
  return { practice: await loadPractice({ root, order, lessons: ['one', 'two'], pages }) };
}
