/** Folders as people have them: links, locks, virtual environments and what tools leave behind. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { isOfProject, readProject } from './project-folder.mts';

function folderWith(t: TestContext, ...paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'graceful-folder-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}

test('a link is followed, unless it leads nowhere or to a folder it stands in', (t) => {
  const folder = folderWith(t, 'app.py', 'shared/base.html');
  symlinkSync('someone@host.123', join(folder, '.#app.py'));
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync('itself', join(folder, 'itself'));
  symlinkSync('shared', join(folder, 'templates'));
  assert.deepEqual(Object.keys(readProject(folder)).sort(), ['app.py', 'shared/base.html', 'templates/base.html']);
});

test('a virtual environment is left out whatever its name, and a package called env is not', (t) => {
  const folder = folderWith(t, 'env/__init__.py', 'mine/pyvenv.cfg', 'mine/lib/site.py', '.git/index');
  assert.deepEqual(Object.keys(readProject(folder)), ['env/__init__.py']);
});

test('what tools leave behind is no change of the project', () => {
  for (const path of ['.git/index', '.pytest_cache/x', join('shop', '__pycache__', 'app.pyc')])
    assert.equal(isOfProject(path), false, path);
  for (const path of ['app.py', join('env', 'settings.py')]) assert.equal(isOfProject(path), true, path);
});

test('a folder that is not there is said to be missing', (t) => {
  assert.throws(() => readProject(join(folderWith(t), 'missing')), { code: 'ENOENT' });
});
