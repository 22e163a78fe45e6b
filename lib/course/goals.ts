/**
 * Finds a lesson's goals in its pytest file: each top-level test function, in order, with its docstring's first
 * paragraph, which is the sentence the learner reads. Knows as much Python as that takes.
 */
import { ContentError } from './content-error.ts';
import type { Goal } from './lesson-types.ts';

const TEST = /^(?:async[ \t]+)?def[ \t]+(test_\w+)[ \t]*\(/gm;
/** After the opening parenthesis: the rest of the signature, then maybe a docstring. */
const DOCSTRING = /^[^]*?\)[ \t]*(?:->[^:]+)?:[ \t]*(?:#[^\n]*)?\n?\s*[rRuU]?("""|'''|"|')([^]*?)\1/;

export function parseGoals(python: string, file: string): Goal[] {
  const starts = [...python.matchAll(TEST)];
  return starts.map((match, index) => {
    const test = match[1] ?? '';
    const body = python.slice(match.index + match[0].length, starts[index + 1]?.index ?? python.length);
    const doc = firstParagraph(DOCSTRING.exec(body)?.[2] ?? '');
    if (doc === '' || !opensWithDocstring(body)) {
      const line = python.slice(0, match.index).split('\n').length;
      throw new ContentError({ file, line }, `${test} needs a docstring: it is the goal that the learner reads`);
    }
    return { test, doc };
  });
}

/** The first statement is a string, and not one further down that the pattern ran on to. */
function opensWithDocstring(body: string): boolean {
  const signatureEnd = /\)[ \t]*(?:->[^:\n]+)?:[ \t]*(?:#[^\n]*)?(?=\n|[ \t]*["'])/.exec(body);
  if (!signatureEnd) return false;
  return /^\s*[rRuU]?["']/.test(body.slice(signatureEnd.index + signatureEnd[0].length));
}

function firstParagraph(doc: string): string {
  const [first = ''] = doc.trim().split(/\n\s*\n/);
  return first.replace(/\s+/g, ' ').trim();
}
