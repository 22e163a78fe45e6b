/** The playground's templates: each starts, answers, and passes its own tests in the runtime that the playground has. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { getTemplates } from '../../lib/course/course.ts';
import { createNodeServer } from '../../lib/runtime/node/node-host.ts';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR } from '../bundle.mts';

const server = createNodeServer({ bundleDir: BUNDLE_DIR, workerScript: NODE_WORKER, pyodideDir: PYODIDE_DIR });
after(() => server.stop());

for (const { name, files } of getTemplates()) {
  test(`the template ${name} starts, answers and passes its own tests`, async () => {
    const started = await server.start(files);
    assert.ok(started.ok, started.ok ? '' : started.error.message);
    const answer = await server.request({ method: 'GET', path: '/', headers: [['Host', 'localhost:5000']] });
    assert.ok(answer.ok);
    assert.equal(answer.value.response.status, 200);
    const report = await server.test({});
    assert.ok(report.ok);
    assert.ok(report.value.results.length >= 3);
    assert.deepEqual(
      report.value.results.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message),
      [],
    );
    assert.equal(report.value.exitCode, 0);
  });
}
