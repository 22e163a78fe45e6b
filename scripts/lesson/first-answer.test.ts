/** Promise: an author is told when a lesson's first page needs what has not come by then. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCourse } from '../../lib/course/course.ts';
import { createNodeServer } from '../../lib/runtime/node/node-host.ts';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR } from '../bundle.mts';
import { brokenFirstAnswer } from './first-answer.mts';

const newServer = () => createNodeServer({ bundleDir: BUNDLE_DIR, workerScript: NODE_WORKER, pyodideDir: PYODIDE_DIR });

test('a module that the snapshot has not imported is named', async () => {
  const [lesson] = (await getCourse()).lessons;
  assert.ok(lesson);
  const project = {
    ...lesson.project,
    start: { 'app.py': 'import colorsys\n\nfrom flask import Flask\n\napp = Flask(__name__)\n' },
  };
  const [told] = await brokenFirstAnswer(project, newServer);
  assert.match(told ?? '', /import colorsys/);
});
