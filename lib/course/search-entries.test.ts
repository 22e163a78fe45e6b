import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchEntries } from './search-entries.ts';
import { load, withProse } from './test-course.ts';
import { loadSample } from './test-practice.ts';

test('prose by heading, words of components, goals and code are found', async () => {
  const { lessons } = await load();
  const { practice } = await loadSample();
  const entries = searchEntries(lessons, practice);
  const texts = entries.map(({ url, part, text }) => [url, part, text]);
  assert.ok(
    texts.some(
      ([url, part, text]) => url === '/learn/one' && part === 'Lesson' && (text ?? '').startsWith('A lede. Text.'),
    ),
  );
  assert.ok(
    texts.some(
      ([url, part, text]) =>
        url === '/learn/one#second-part' && part === 'Second part' && /Which\?.*Because/.test(text ?? ''),
    ),
  );
  assert.ok(texts.some(([, part, text]) => part === 'Goal' && text === 'It answers with care.'));
  assert.ok(texts.some(([, part, text]) => part === 'app.py' && text === 'app = 2\n'));
  assert.ok(texts.some(([url, , text]) => url === '/myths#m' && text === 'It rains.'));
  assert.ok(!texts.some(([, , text]) => text?.includes('Never')), 'a verdict is not found');
  assert.ok(texts.some(([url, part]) => url === '/pitfalls#p' && part === 'A pit'));
  assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
});

test('a drawing is found by its words, not by its coordinates', async () => {
  const drawing = `<Figure caption="The fork." alt="An error reaches a fork.">
<svg viewBox="0 0 440 214" aria-hidden="true"><path d="M14 143 H126" /><text x="388" y="170">one event</text></svg>
</Figure>`;
  const { lessons } = await load(withProse('## First part', `${drawing}\n\n## First part`));
  const { practice } = await loadSample();
  const [words = ''] = searchEntries(lessons, practice)
    .map(({ text }) => text)
    .filter((text) => text.includes('The fork.'));
  assert.match(words, /The fork\. An error reaches a fork\. one event/);
  assert.doesNotMatch(words, /440|388|143/);
});
