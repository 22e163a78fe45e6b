/**
 * Colours for Jinja templates: {{ }}, {% %} and {# #} in HTML, in its attributes too, since url_for lives there. The
 * HTML part is Monaco's own in short; inside <script> and <style> their own grammars take over. Data only.
 */
import type { languages } from 'monaco-editor/editor';

const KEYWORDS = [
  ...['autoescape', 'block', 'call', 'do', 'elif', 'else', 'extends', 'filter', 'for', 'from', 'if', 'import'],
  ...['include', 'macro', 'raw', 'set', 'trans', 'pluralize', 'with', 'endautoescape', 'endblock', 'endcall'],
  ...['endfilter', 'endfor', 'endif', 'endmacro', 'endraw', 'endset', 'endtrans', 'endwith', 'as', 'ignore'],
  ...['missing', 'without', 'context', 'recursive', 'scoped', 'required', 'break', 'continue'],
  ...['true', 'false', 'none', 'True', 'False', 'None'],
];

const GRAMMAR: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '',
  unicode: true,
  keywords: KEYWORDS,
  operators: ['and', 'or', 'not', 'in', 'is'],
  tokenizer: {
    root: [
      { include: '@jinja' },
      [/<!DOCTYPE/i, 'metatag.html', '@doctype'],
      [/<!--/, 'comment.html', '@comment'],
      [/(<)(script)(?=[\s>])/i, ['delimiter.html', { token: 'tag.html', next: '@scriptTag' }]],
      [/(<)(style)(?=[\s>])/i, ['delimiter.html', { token: 'tag.html', next: '@styleTag' }]],
      [/(<\/?)([\w:-]+)/, ['delimiter.html', { token: 'tag.html', next: '@tag' }]],
      [/[^<{]+/, ''],
      [/[<{]/, ''],
    ],

    jinja: [
      [/\{#/, 'comment.jinja', '@jinjaComment'],
      [
        /(\{%[-+]?)(\s*)(raw)(\s*)([-+]?%\})/,
        ['delimiter.jinja', '', 'keyword.jinja', '', { token: 'delimiter.jinja', next: '@raw' }],
      ],
      [/\{%[-+]?/, 'delimiter.jinja', '@statement'],
      [/\{\{[-+]?/, 'delimiter.jinja', '@output'],
    ],
    jinjaComment: [
      [/#\}/, 'comment.jinja', '@pop'],
      [/[^#]+/, 'comment.jinja'],
      [/#/, 'comment.jinja'],
    ],
    raw: [
      [
        /(\{%[-+]?)(\s*)(endraw)(\s*)([-+]?%\})/,
        ['delimiter.jinja', '', 'keyword.jinja', '', { token: 'delimiter.jinja', next: '@pop' }],
      ],
      [/[^{]+/, ''],
      [/\{/, ''],
    ],
    statement: [[/[-+]?%\}/, 'delimiter.jinja', '@pop'], { include: '@expression' }],
    output: [[/-?\}\}/, 'delimiter.jinja', '@pop'], { include: '@expression' }],
    expression: [
      [/\s+/, ''],
      [/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/, 'string.jinja'],
      [/\d+(?:\.\d+)?/, 'number.jinja'],
      [
        /[\p{L}_][\p{L}\d_]*/u,
        { cases: { '@keywords': 'keyword.jinja', '@operators': 'operators.jinja', '@default': 'variable.jinja' } },
      ],
      [/[-+*/%~|=!<>]+?/, 'operators.jinja'],
      [/[()[\]{}.,:]/, 'delimiter.html'],
      [/./, ''],
    ],

    doctype: [
      [/[^>]+/, 'metatag.content.html'],
      [/>/, 'metatag.html', '@pop'],
    ],
    comment: [
      [/-->/, 'comment.html', '@pop'],
      [/[^-]+/, 'comment.html'],
      [/-/, 'comment.html'],
    ],
    tag: [[/\/?>/, 'delimiter.html', '@pop'], { include: '@attributes' }],
    attributes: [
      { include: '@jinja' },
      [/"/, 'attribute.value.html', '@doubleQuoted'],
      [/'/, 'attribute.value.html', '@singleQuoted'],
      [/[\w:@.-]+/, 'attribute.name.html'],
      [/=/, 'delimiter.html'],
      [/\s+/, ''],
      [/[{/]/, ''],
    ],
    doubleQuoted: [
      { include: '@jinja' },
      [/"/, 'attribute.value.html', '@pop'],
      [/[^"{]+/, 'attribute.value.html'],
      [/\{/, 'attribute.value.html'],
    ],
    singleQuoted: [
      { include: '@jinja' },
      [/'/, 'attribute.value.html', '@pop'],
      [/[^'{]+/, 'attribute.value.html'],
      [/\{/, 'attribute.value.html'],
    ],
    scriptTag: [
      [/>/, { token: 'delimiter.html', switchTo: '@script', nextEmbedded: 'text/javascript' }],
      { include: '@attributes' },
    ],
    script: [
      [/<\/script/i, { token: '@rematch', next: '@pop', nextEmbedded: '@pop' }],
      [/[^<]+/, ''],
    ],
    styleTag: [
      [/>/, { token: 'delimiter.html', switchTo: '@style', nextEmbedded: 'text/css' }],
      { include: '@attributes' },
    ],
    style: [
      [/<\/style/i, { token: '@rematch', next: '@pop', nextEmbedded: '@pop' }],
      [/[^<]+/, ''],
    ],
  },
};

const CONFIGURATION: languages.LanguageConfiguration = {
  comments: { blockComment: ['{#', '#}'] },
  brackets: [
    ['<!--', '-->'],
    ['{{', '}}'],
    ['{%', '%}'],
    ['(', ')'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{{ ', close: ' }}' },
    { open: '{% ', close: ' %}' },
    { open: '{# ', close: ' #}' },
    { open: '(', close: ')' },
    { open: '[', close: ']' },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
  surroundingPairs: [
    { open: '"', close: '"' },
    { open: "'", close: "'" },
    { open: '{', close: '}' },
    { open: '<', close: '>' },
  ],
};

type Registry = Pick<typeof languages, 'register' | 'setMonarchTokensProvider' | 'setLanguageConfiguration'>;

export function registerJinja(registry: Registry): void {
  registry.register({ id: 'jinja', aliases: ['Jinja'] });
  registry.setMonarchTokensProvider('jinja', GRAMMAR);
  registry.setLanguageConfiguration('jinja', CONFIGURATION);
}
