/** Grammars for CodeMirror, by the same names as Monaco's. Python, HTML and Jinja: what is edited on a phone. */
import { html } from '@codemirror/lang-html';
import { jinja } from '@codemirror/lang-jinja';
import { python } from '@codemirror/lang-python';
import type { Extension } from '@codemirror/state';
import { languageOf } from './language-of';

const GRAMMARS: Readonly<Record<string, () => Extension>> = {
  python,
  html: () => html({ autoCloseTags: false }),
  jinja: () => jinja({ base: html({ autoCloseTags: false }) }),
};

export const lightLanguage = (file: string): Extension => GRAMMARS[languageOf(file)]?.() ?? [];
