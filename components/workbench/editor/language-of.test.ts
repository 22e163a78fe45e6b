import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from './language-of.ts';

for (const [file, language] of [
  ['app.py', 'python'],
  ['templates/404.html', 'jinja'],
  ['shop/templates/shop/cart.htm', 'jinja'],
  ['mail.html.j2', 'jinja'],
  ['mail.txt.j2', 'jinja'],
  ['templates/site.css', 'css'],
  ['static/offline.html', 'html'],
  ['templates.html', 'html'],
  ['größe 2.py', 'python'],
  ['static/site.css', 'css'],
  ['settings.toml', 'ini'],
  ['.env', 'ini'],
  ['LICENSE', 'plaintext'],
  ['notes.unknown', 'plaintext'],
] as const) {
  test(`${file} is ${language}`, () => assert.equal(languageOf(file), language));
}
