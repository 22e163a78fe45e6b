import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from './language-of.ts';

for (const [file, language] of [
  ['app.py', 'python'],
  ['templates/404.html', 'html'],
  ['templates/mail.html.j2', 'html'],
  ['static/site.css', 'css'],
  ['settings.toml', 'ini'],
  ['.env', 'ini'],
  ['LICENSE', 'plaintext'],
  ['notes.unknown', 'plaintext'],
] as const) {
  test(`${file} is ${language}`, () => assert.equal(languageOf(file), language));
}
