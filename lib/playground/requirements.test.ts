import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pinsOf, requirementsOf } from './requirements.ts';

const PINS = pinsOf(readFileSync(new URL('../../python/requirements-workshop.lock', import.meta.url), 'utf8'));
const versionOf = (wanted: string): string => PINS.find(({ name }) => name === wanted)?.version ?? 'not in the lock';
const pinned = (...names: string[]): string => names.map((name) => `${name}==${versionOf(name)}\n`).join('');

test('what is imported is pinned as the live server has it, and nothing else', () => {
  const files = {
    'app.py': 'import json, requests as http, sentry_sdk\nfrom werkzeug.exceptions import NotFound\n',
    'shop/jobs.py': 'def run():\n    from celery.schedules import crontab\n    import pythonjsonlogger.json  # later\n',
    'notes.txt': 'import tenacity\n',
    'tests/test_app.py': 'from app import app\n',
  };
  assert.equal(
    requirementsOf(files, PINS),
    pinned('celery', 'flask', 'pytest', 'python-json-logger', 'requests', 'sentry-sdk', 'werkzeug'),
  );
});

test('Flask alone for a project without imports or tests', () => {
  assert.equal(requirementsOf({ 'app.py': '' }, PINS), pinned('flask'));
});

test('a module of the project’s own is nobody’s package', () => {
  const files = { 'app.py': 'import requests\nimport tenacity\n', 'requests.py': '', 'tenacity/__init__.py': '' };
  assert.equal(requirementsOf(files, PINS), pinned('flask'));
});

test('a requirements.txt of the project’s own keeps every line, and gets what it lacks', () => {
  const own = '# ours\nFlask>=3\nPython_JSON.Logger\n-r requirements/dev.txt\nnumpy';
  const files = {
    'app.py': 'import pythonjsonlogger, requests, tenacity, werkzeug\n',
    'requirements-lint.txt': 'requests\n',
    'requirements.txt': own,
    'requirements/dev.txt': 'tenacity\n',
  };
  assert.equal(requirementsOf(files, PINS), `${own}\n${pinned('requests')}`);
  const complete = { 'app.py': '', 'requirements.txt': 'flask' };
  assert.equal(requirementsOf(complete, PINS), 'flask');
});
