/** A downloaded project on somebody's machine: what its README says works, also with more than Flask in it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { toZip } from '../lib/playground/project-zip.ts';
import { pinsOf } from '../lib/playground/requirements.ts';
import { ROOT } from './lib/paths.mts';
import { installInto, pythonCommand } from './lib/python.mts';
import { run } from './lib/run.mts';

const folder = mkdtempSync(join(tmpdir(), 'graceful-project-'));
after(() => rmSync(folder, { recursive: true }));

const PROJECT = {
  'app.py': `import requests
import sentry_sdk
from flask import Flask

sentry_sdk.init()
app = Flask(__name__)


@app.get("/")
def home():
    return {"requests": requests.__version__, "sentry": sentry_sdk.VERSION}
`,
  'tests/test_app.py': `from app import app


def test_home():
    assert app.test_client().get("/").status_code == 200
`,
};

test('the zip of a project with requests and a tracker installs, answers, and passes its tests', async (context) => {
  const pins = pinsOf(readFileSync(join(ROOT, 'python', 'requirements-workshop.lock'), 'utf8'));
  const project = join(folder, 'project');
  writeFileSync(join(folder, 'project.zip'), toZip(PROJECT, pins));
  const [python, ...words] = pythonCommand();
  await run(python, [...words, '-m', 'zipfile', '-e', join(folder, 'project.zip'), project]);

  const packages = join(folder, 'packages');
  await installInto(packages, ['-r', join(project, 'requirements.txt')]);
  const options = { cwd: project, env: { ...process.env, PYTHONPATH: packages, PYTHONNOUSERSITE: '1' } };

  const server = spawn(python, [...words, '-m', 'flask', 'run', '--port', '0'], options);
  const ended = once(server, 'exit');
  context.after(async () => {
    server.kill();
    // It may still write into the folder.
    await ended;
  });
  let address: string | undefined;
  const said: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    said.push(line);
    address = /Running on (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) break;
  }
  assert.ok(address, said.join('\n'));
  const answer: unknown = await (await fetch(address)).json();
  const versionOf = (wanted: string) => pins.find(({ name }) => name === wanted)?.version;
  assert.deepEqual(answer, { requests: versionOf('requests'), sentry: versionOf('sentry-sdk') });

  const tests = spawn(python, [...words, '-m', 'pytest', '-q'], { ...options, stdio: 'inherit' });
  assert.deepEqual(await once(tests, 'exit'), [0, null]);
});
