/**
 * Turns a lesson's MDX into elements while the site is built, with the vocabulary's views. Attributes arrive as
 * written and have been checked by lib/course; here they are parsed once more into what the views take.
 */
import { evaluate } from '@mdx-js/mdx';
import type { ComponentType, ReactNode } from 'react';
import * as runtime from 'react/jsx-runtime';
import { FillIn } from '@/components/quiz/fill-in';
import { OrderSteps } from '@/components/quiz/order-steps';
import { Predict } from '@/components/quiz/predict';
import { PredictAsked, type ChoiceQuiz } from '@/components/quiz/predict-asked';
import type { Fill, Lesson } from '@/lib/course/lesson-types';
import { programOf } from '@/lib/course/quizzes';
import { codeLines, proseOptions } from '@/lib/course/markdown';
import type { CodeLine } from '@/lib/course/practice-types';
import { VOCABULARY, type AskedQuiz, type VocabularyName } from '@/lib/course/vocabulary';
import { Compare, Deeper, Figure, Note, Pitfall, Reveal, Side, Takeaway } from './asides';
import { CodeBlock } from './code-block';
import { Goal, Goals } from './goals';
import { ProseLink } from './prose-link';
import { Try } from './try';
import '@/components/quiz/quiz.css';

type Written = Record<string, unknown> & { readonly children?: ReactNode };

/** By the id of the `<FillIn>` that uses it. */
type FillLines = Readonly<Record<string, { readonly fill: Fill; readonly lines: readonly CodeLine[] }>>;

function vocabulary(lesson: Lesson, fills: FillLines): Record<VocabularyName, ComponentType<Written>> {
  const { project } = lesson;
  /** Adds children to parsed attributes. */
  const reading = <Name extends VocabularyName>(
    name: Name,
    draw: (attributes: ReturnType<(typeof VOCABULARY)[Name]['parse']>, children: ReactNode) => ReactNode,
  ): ComponentType<Written> => {
    const View = ({ children, ...written }: Written) => {
      const attributes = VOCABULARY[name].parse(written) as ReturnType<(typeof VOCABULARY)[Name]['parse']>;
      return <>{draw(attributes, children)}</>;
    };
    View.displayName = name;
    return View;
  };
  const programFor = (quiz: Pick<AskedQuiz, 'program'>) => {
    const program = programOf(lesson, quiz.program);
    // The build refuses a question about a program that is not there.
    if (!program) throw new Error(`There is no ${String(quiz.program)}/`);
    return program;
  };
  const asked = (quiz: ChoiceQuiz, children: ReactNode) => (
    <PredictAsked projectId={project.id} program={programFor(quiz)} quiz={quiz}>
      {children}
    </PredictAsked>
  );
  return {
    Try: reading('Try', (attributes) => <Try {...attributes} />),
    Goal: reading('Goal', ({ test }) => <Goal test={test} />),
    Goals: reading('Goals', () => <Goals hints={project.hints} />),
    Predict: reading('Predict', (attributes, children) => (
      <Predict projectId={project.id} {...attributes}>
        {children}
      </Predict>
    )),
    PredictStatus: reading('PredictStatus', (quiz, children) => asked({ kind: 'status', ...quiz }, children)),
    PredictHandler: reading('PredictHandler', (quiz, children) => asked({ kind: 'handler', ...quiz }, children)),
    PredictLog: reading('PredictLog', (quiz, children) => asked({ kind: 'log', ...quiz }, children)),
    PredictOutcome: reading('PredictOutcome', (quiz, children) => asked({ kind: 'outcome', ...quiz }, children)),
    OrderSteps: reading('OrderSteps', (quiz, children) => (
      <OrderSteps projectId={project.id} program={programFor(quiz)} quiz={{ kind: 'order', ...quiz }}>
        {children}
      </OrderSteps>
    )),
    FillIn: reading('FillIn', (quiz, children) => {
      const found = fills[quiz.id];
      // The build refuses a FillIn without its folder.
      if (!found) throw new Error(`There is no fill/${quiz.id}`);
      return (
        <FillIn projectId={project.id} quiz={quiz} {...found}>
          {children}
        </FillIn>
      );
    }),
    Reveal: reading('Reveal', ({ title }, children) => <Reveal title={title}>{children}</Reveal>),
    Compare: reading('Compare', (_, children) => <Compare>{children}</Compare>),
    Side: reading('Side', (attributes, children) => <Side {...attributes}>{children}</Side>),
    Pitfall: reading('Pitfall', ({ title }, children) => <Pitfall title={title}>{children}</Pitfall>),
    Note: reading('Note', ({ title }, children) => <Note title={title}>{children}</Note>),
    Deeper: reading('Deeper', ({ title }, children) => <Deeper title={title}>{children}</Deeper>),
    Figure: reading('Figure', (attributes, children) => <Figure {...attributes}>{children}</Figure>),
    Takeaway: reading('Takeaway', (_, children) => <Takeaway>{children}</Takeaway>),
  };
}

export async function LessonProse({ lesson }: { readonly lesson: Lesson }) {
  const { default: Content } = await evaluate(lesson.source, { ...runtime, ...proseOptions });
  const fills = await Promise.all(
    Object.entries(lesson.fills).map(async ([id, fill]) => {
      const lines = await codeLines(fill.file, fill.files[fill.file] ?? '');
      return [id, { fill, lines }] as const;
    }),
  );
  return <Content components={{ ...vocabulary(lesson, Object.fromEntries(fills)), pre: CodeBlock, a: ProseLink }} />;
}
