/** Finds a lesson's questions that a server answers, for the checks that ask it. Knows the prose's tree, not how to ask. */
import { parseProse } from './check-prose.ts';
import type { Lesson, TextFiles } from './lesson-types.ts';
import { attributeValue, isComponent, walk, type ProseNode } from './prose-tree.ts';
import { VOCABULARY, type AskedQuiz, type FillInQuiz } from './vocabulary.ts';

export interface LessonQuizzes {
  readonly asked: readonly AskedQuiz[];
  readonly fillIns: readonly FillInQuiz[];
}

/** Of a lesson that has been loaded, so that its attributes are right. */
export function quizzesOf({ source, sourceLine, folder }: Lesson): LessonQuizzes {
  const asked: AskedQuiz[] = [];
  const fillIns: FillInQuiz[] = [];
  walk(parseProse({ source, sourceLine, file: `${folder}/lesson.mdx` }), (node) => {
    if (!isComponent(node)) return;
    const written = attributesOf(node);
    switch (node.name) {
      case 'PredictStatus':
        asked.push({ kind: 'status', ...VOCABULARY.PredictStatus.parse(written) });
        return;
      case 'PredictHandler':
        asked.push({ kind: 'handler', ...VOCABULARY.PredictHandler.parse(written) });
        return;
      case 'PredictLog':
        asked.push({ kind: 'log', ...VOCABULARY.PredictLog.parse(written) });
        return;
      case 'PredictOutcome':
        asked.push({ kind: 'outcome', ...VOCABULARY.PredictOutcome.parse(written) });
        return;
      case 'OrderSteps':
        asked.push({ kind: 'order', ...VOCABULARY.OrderSteps.parse(written) });
        return;
      case 'FillIn':
        fillIns.push(VOCABULARY.FillIn.parse(written));
        return;
      default:
    }
  });
  return { asked, fillIns };
}

/** The whole program that a question is about; undefined when the lesson has no such folder. */
export function programOf(
  { project, programs }: Pick<Lesson, 'project' | 'programs'>,
  folder?: string,
): TextFiles | undefined {
  if (folder === undefined) return project.start;
  const changed = programs[folder];
  return changed && { ...project.start, ...changed };
}

const attributesOf = (node: ProseNode): Record<string, unknown> =>
  Object.fromEntries(
    (node.attributes ?? []).flatMap((attribute): [string, unknown][] =>
      attribute.name === undefined ? [] : [[attribute.name, attributeValue(attribute)]],
    ),
  );
