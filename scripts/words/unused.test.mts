import assert from 'node:assert/strict';
import { it } from 'node:test';
import { load, LESSON } from '../../lib/course/test-course.ts';
import { rootWith } from './test-root.mts';
import { unusedFindings } from './unused.mts';

const GOOD = {
  'content/templates.ts': "export const templates = [{ name: 'site' }];\n",
  'content/templates/site/app.py': 'import shelf\nrender_template("a.html")\n',
  'content/templates/site/shelf.py': '',
  'content/templates/site/templates/a.html': '{% extends "base.html" %}',
  'content/templates/site/templates/base.html': '',
  'content/demos/front/start/app.py': '',
  'lib/a.ts': "join('content', 'templates.ts', 'templates'); getDemo('front'); join('demos');\n",
  'e2e/a.spec.ts': "open('busy');\n",
  'e2e/fixtures/busy/app.py': '',
  'docs/a.png': '',
  'README.md': '![a](docs/a.png)\n',
};

const found = (root: string, lessons: Parameters<typeof unusedFindings>[0]['lessons'] = []): string[] =>
  unusedFindings({ root, lessons }).map(({ file, says }) => `${file}: ${says}`);

it('files that something names are left alone', () => {
  assert.deepEqual(found(rootWith(GOOD)), []);
});

it('what nothing names is told', () => {
  const root = rootWith({
    ...GOOD,
    'content/templates/site/old.py': '',
    'content/templates/site/templates/old.html': '',
    'content/templates/plain/app.py': '',
    'content/demos/back/start/app.py': '',
    'content/notes.txt': '',
    'public/old.html': '',
    'e2e/fixtures/idle/app.py': '',
    'docs/old.png': '',
  });
  assert.deepEqual(found(root).sort(), [
    'content/demos/back: nothing names it',
    'content/notes.txt: nothing names it',
    'content/templates/plain: nothing names it',
    'content/templates/site/old.py: no other file of this program names it',
    'content/templates/site/templates/old.html: no other file of this program names it',
    'docs/old.png: nothing names it',
    'e2e/fixtures/idle: nothing names it',
    'public/old.html: nothing names it',
  ]);
});

it('so is a file of a lesson, and a mistake that is there twice', async () => {
  const { lessons } = await load({
    [`${LESSON}/mistakes/twin/app.py`]: 'app = 3\n',
    [`${LESSON}/mistakes/twin/mistake.json`]: '{"title": "A slip", "goal": "test_a", "says": "words"}',
  });
  assert.deepEqual(found(rootWith(GOOD), lessons), [
    `${LESSON}/start/templates/a.html: no other file of this lesson names it`,
    `${LESSON}/mistakes/twin: the same program as mistakes/slip`,
  ]);
});
