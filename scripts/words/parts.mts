/**
 * What readers read, part by part: paragraphs, headings, questions, hints, goals, and the words of the interface, each
 * with its place. Knows where words stand, not which of them are good.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import ts from 'typescript';
import { z } from 'zod';
import { parseProse } from '../../lib/course/check-prose.ts';
import { parseMatter } from '../../lib/course/frontmatter.ts';
import type { Lesson } from '../../lib/course/lesson-types.ts';
import { attributeValue, isComponent, type ProseNode } from '../../lib/course/prose-tree.ts';

export interface Part {
  /** From the project's root. */
  readonly file: string;
  /** Where the part begins. */
  readonly line: number;
  /** Code in it is replaced by `CODE`. */
  readonly text: string;
}

/** What is wrong, and where. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** Stands for a piece of code within a sentence. */
export const CODE = 'Code';

const BLOCKS = new Set(['paragraph', 'heading', 'tableCell']);
const SAID = new Set(['question', 'title', 'caption', 'alt']);

export function partsOfLesson(lesson: Lesson): Part[] {
  const { frontmatter, folder, source, sourceLine, project } = lesson;
  const file = `${folder}/lesson.mdx`;
  const { title, lede, description, hints } = frontmatter;
  return [
    ...[title, lede, description ?? ''].map((text) => ({ file, line: 1, text })),
    ...hints.flatMap((hint) => partsOfMarkdown(hint, file).map((part) => ({ ...part, line: 1 }))),
    ...partsOfTree(parseProse({ source, sourceLine, file }), file, sourceLine),
    ...Object.entries(project.tests).flatMap(([name, text]) => partsOfPython(text, `${folder}/tests/${name}`)),
  ].filter(({ text }) => text !== '');
}

/** Settings whose values are read; other strings there are names, requests and code. */
const READ = new Set(['title', 'lede', 'claim', 'reality', 'note', 'question', 'found', 'otherwise', 'says']);

/** A myth, a pitfall or a card: settings, and prose below them. */
export function partsOfMatter(text: string, file: string): Part[] {
  const { settings, source, sourceLine, lineOf } = parseMatter(text, file, z.record(z.string(), z.unknown()));
  const parts: Part[] = [];
  const visit = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value === 'string') {
      const read = READ.has(String(path.at(-1)));
      // What is expected of a log record is no prose.
      if (read && !path.includes('log')) parts.push({ file, line: lineOf(path), text: withoutCode(value) });
    } else if (Array.isArray(value)) value.forEach((one, index) => visit(one, [...path, index]));
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) visit(one, [...path, key]);
  };
  visit(settings, []);
  const prose = file.endsWith('.mdx') ? parseProse({ source, sourceLine, file }) : markdownTree(source);
  return [...parts, ...partsOfTree(prose, file, sourceLine)];
}

const withoutCode = (text: string): string => text.replace(/`[^`]*`/g, CODE);

const markdownTree = (text: string): ProseNode =>
  createProcessor({ format: 'md', remarkPlugins: [remarkGfm] }).parse(text);

export function partsOfMarkdown(text: string, file: string): Part[] {
  return partsOfTree(markdownTree(text), file, 0);
}

function partsOfTree(tree: ProseNode, file: string, above: number): Part[] {
  const parts: Part[] = [];
  const add = (node: ProseNode, text: string): void => {
    parts.push({ file, line: (node.position?.start.line ?? 1) + above, text });
  };
  const visit = (node: ProseNode): void => {
    if (isComponent(node)) {
      for (const attribute of node.attributes ?? []) {
        const value = attributeValue(attribute);
        if (SAID.has(attribute.name ?? '') && typeof value === 'string') add(node, value);
        if (attribute.name === 'options') for (const said of textsOf(value)) add(node, said);
      }
      if (node.name === 'svg') return;
    }
    if (BLOCKS.has(node.type)) add(node, inline(node));
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return parts;
}

/** The `text` and `why` of a prediction's options. */
function textsOf(options: unknown): string[] {
  if (!Array.isArray(options)) return [];
  return options.flatMap((option: unknown) =>
    typeof option === 'object' && option !== null
      ? Object.entries(option).flatMap(([key, value]) => (key !== 'id' && typeof value === 'string' ? [value] : []))
      : [],
  );
}

function inline(node: ProseNode): string {
  if (node.type === 'inlineCode') return CODE;
  if (typeof node.value === 'string') return node.type === 'text' ? node.value : '';
  // A button between two sentences ends the first.
  if (isComponent(node) && (node.children ?? []).length === 0) return '\n\n';
  return (node.children ?? []).map(inline).join('');
}

/** Strings of several words: what a test says when it fails, and what a goal is. */
function partsOfPython(source: string, file: string): Part[] {
  return source.split('\n').flatMap((text, index) =>
    [...text.matchAll(/"{1,3}((?:[^"\\]|\\.)+)"/g)].flatMap(([, said = '']) =>
      // Code in a message has signs that prose has not.
      said.split(' ').length > 3 && !/[=<>/\\[\]{}]|\w\(/.test(said) ? [{ file, line: index + 1, text: said }] : [],
    ),
  );
}

const LABELS = new Set(['aria-label', 'title', 'label', 'placeholder', 'alt', 'description']);

/** The words between tags, and those of labels. */
export function partsOfPage(source: string, file: string): Part[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const parts: Part[] = [];
  const add = (node: ts.Node, said: string): void => {
    const text = said.replace(/\s+/g, ' ').trim();
    if (text !== '') parts.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'code') return;
    if (ts.isJsxText(node)) add(node, node.text);
    if (ts.isJsxAttribute(node) && LABELS.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) add(node, node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return parts;
}

export const readFrom = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');
