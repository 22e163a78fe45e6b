/**
 * Turns a lesson's MDX into elements while the site is built, with the vocabulary's views. Attributes arrive as
 * written and have been checked by lib/course; here they are parsed once more into what the views take.
 */
import { evaluate } from '@mdx-js/mdx';
import type { ComponentType, ReactNode } from 'react';
import * as runtime from 'react/jsx-runtime';
import { Predict } from '@/components/quiz/predict';
import type { Lesson } from '@/lib/course/lesson-types';
import { proseOptions } from '@/lib/course/markdown';
import { VOCABULARY, type VocabularyName } from '@/lib/course/vocabulary';
import { Compare, Deeper, Figure, Note, Pitfall, Reveal, Side, Takeaway } from './asides';
import { CodeBlock } from './code-block';
import { Goal, Goals } from './goals';
import { ProseLink } from './prose-link';
import { Try } from './try';

type Written = Record<string, unknown> & { readonly children?: ReactNode };

function vocabulary({ project }: Lesson): Record<VocabularyName, ComponentType<Written>> {
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
  return {
    Try: reading('Try', (attributes) => <Try {...attributes} />),
    Goal: reading('Goal', ({ test }) => <Goal test={test} />),
    Goals: reading('Goals', () => <Goals hints={project.hints} />),
    Predict: reading('Predict', (attributes, children) => (
      <Predict projectId={project.id} {...attributes}>
        {children}
      </Predict>
    )),
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
  return <Content components={{ ...vocabulary(lesson), pre: CodeBlock, a: ProseLink }} />;
}
