/**
 * How authors' text becomes HTML: GitHub's Markdown, headings with ids, code coloured while the site is built.
 * The colours are CSS variables (app/styles/prose.css), so one output serves light and dark. Knows no components.
 */
import { createProcessor } from '@mdx-js/mdx';
import type { EvaluateOptions } from '@mdx-js/mdx';
import rehypeShiki from '@shikijs/rehype';
import { toHtml } from 'hast-util-to-html';
import remarkGfm from 'remark-gfm';
import {
  createCssVariablesTheme,
  createJavaScriptRegexEngine,
  getSingletonHighlighter,
  type ShikiTransformer,
} from 'shiki';
import { remarkHeadingIds } from './heading-ids.ts';
import type { CodeLine } from './practice-types.ts';

const theme = createCssVariablesTheme({ name: 'graceful', variablePrefix: '--code-', fontStyle: true });

/** ` ```python title="app.py" ` → `data-title` on the block. */
const titled: ShikiTransformer = {
  name: 'graceful:title',
  pre(node) {
    const title = /\btitle="([^"]+)"/.exec(this.options.meta?.__raw ?? '')?.[1];
    if (title) node.properties['data-title'] = title;
    node.properties['data-language'] = this.options.lang;
  },
};

const langs = ['python', 'html', 'jinja', 'bash', 'http', 'json', 'ini', 'diff', 'log', 'sql', 'css'];

/**
 * rehype-shiki takes the one highlighter there is. Its default engine unpacks itself with Response.bytes(), which
 * Node 20.9 lacks, so it is made here with the other engine.
 */
const highlighter = getSingletonHighlighter({ themes: [theme], langs, engine: createJavaScriptRegexEngine() });

type Plugins = Pick<EvaluateOptions, 'remarkPlugins' | 'rehypePlugins'>;

export const proseOptions: Plugins = {
  remarkPlugins: [remarkGfm, remarkHeadingIds],
  rehypePlugins: [
    [
      rehypeShiki,
      {
        theme,
        langs,
        transformers: [titled],
        addLanguageClass: false,
      },
    ],
  ],
};

/** Plain Markdown, without components, to HTML. For hints. */
export async function markdownToHtml(markdown: string): Promise<string> {
  let html = '';
  const capture = () => (tree: Parameters<typeof toHtml>[0]) => {
    html = toHtml(tree);
  };
  await createProcessor({
    ...proseOptions,
    format: 'md',
    rehypePlugins: [...(proseOptions.rehypePlugins ?? []), capture],
  }).process(markdown);
  return html.trim();
}

const LANGUAGES: Readonly<Record<string, string>> = {
  py: 'python',
  html: 'jinja',
  json: 'json',
  sql: 'sql',
  css: 'css',
};

/** A program's text line by line, coloured as code in the prose is. */
export async function codeLines(file: string, text: string): Promise<readonly CodeLine[]> {
  const lang = LANGUAGES[file.split('.').at(-1) ?? ''] ?? 'text';
  const lines = (await highlighter).codeToTokensBase(text.replace(/\n$/, ''), {
    lang: lang as 'python',
    theme,
  });
  return lines.map((tokens) => ({
    text: tokens.map(({ content }) => content).join(''),
    pieces: tokens.map(({ content, color }) => ({
      text: content,
      color: color === undefined || color === 'var(--code-foreground)' ? null : color,
    })),
  }));
}
