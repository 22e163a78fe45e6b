/** The colours of a template, as Monaco's own tokenizer gives them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { languages } from 'monaco-editor/editor';
import { compile } from 'monaco-editor/editor/standalone/common/monarch/monarchCompile';
import { MonarchTokenizer } from 'monaco-editor/editor/standalone/common/monarch/monarchLexer';
import { registerJinja } from './jinja-grammar.ts';

/** The services that the tokenizer asks, as far as it asks here: no other language is registered. */
const languageService = {
  isRegisteredLanguageId: () => false,
  getLanguageIdByLanguageName: () => null,
  getLanguageIdByMimeType: () => null,
  languageIdCodec: { encodeLanguageId: () => 1 },
};
const configuration = { getValue: () => 20_000, onDidChangeConfiguration: () => ({ dispose: () => undefined }) };

const grammar = await new Promise<languages.IMonarchLanguage>((resolve) => {
  registerJinja({
    register: () => undefined,
    setLanguageConfiguration: () => ({ dispose: () => undefined }),
    setMonarchTokensProvider(_language, provider) {
      resolve(provider);
      return { dispose: () => undefined };
    },
  });
});
const tokenizer = new MonarchTokenizer(languageService, {}, 'jinja', compile('jinja', grammar), configuration);

/** `text` → [the kind of each part, the part], through all lines. */
function parts(text: string): [string, string][] {
  let state = tokenizer.getInitialState();
  return text.split('\n').flatMap((line) => {
    const { tokens, endState } = tokenizer.tokenize(line, true, state);
    state = endState;
    return tokens.map(({ type, offset }, at): [string, string] => [type, line.slice(offset, tokens[at + 1]?.offset)]);
  });
}
/** The kind of the first part that holds `word`. */
const kindOf = (word: string, text: string): string | undefined =>
  parts(text).find(([, part]) => part.includes(word))?.[0];

for (const [word, kind, text] of [
  ['name', 'variable.jinja', '<p>Hello {{ name }}</p>'],
  ['p', 'tag.html', '<p>Hello {{ name }}</p>'],
  ['Hello', '', '<p>Hello {{ name }}</p>'],
  ['{{', 'delimiter.jinja', '{{ name }}'],
  ['url_for', 'variable.jinja', '<a href="{{ url_for(\'home\') }}">x</a>'],
  ['home', 'string.jinja', '<a href="{{ url_for(\'home\') }}">x</a>'],
  ['/cart', 'attribute.value.html', '<a href="/cart/{{ id }}">x</a>'],
  ['checked', 'attribute.name.html', '<input {% if on %}checked{% endif %}>'],
  ['endif', 'keyword.jinja', '<input {% if on %}checked{% endif %}>'],
  ['in', 'operators.jinja', '{%- for a in b -%}'],
  ['secret', 'comment.jinja', '{# a\nsecret #}'],
  ['after', '', '{# a #} after'],
  ['name', '', '{% raw %}{{ name }}{% endraw %}'],
  ['größe', 'variable.jinja', '{{ größe }}'],
  ['body', 'tag.html', '{% extends "base.html" %}\n<body>'],
  ['base.html', 'string.jinja', '{% extends "base.html" %}\n<body>'],
  ['x }', '', '<p>{ x }</p>'],
] as const) {
  test(`${word} in ${JSON.stringify(text)} is ${kind || 'text'}`, () => assert.equal(kindOf(word, text), kind));
}

test('script and style are left again', () => {
  assert.equal(kindOf('after', '<style>\np { color: red }\n</style><p class="after">'), 'attribute.value.html');
  assert.equal(kindOf('after', '<script>let a = "<p>"</script>{{ after }}'), 'variable.jinja');
});
