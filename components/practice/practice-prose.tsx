/** Turns a myth's or a pitfall's MDX into elements while the site is built. lib/course has checked what it uses. */
import { evaluate } from '@mdx-js/mdx';
import * as runtime from 'react/jsx-runtime';
import { Compare, Deeper, Note, Pitfall, Reveal, Side } from '@/components/lesson/asides';
import { CodeBlock } from '@/components/lesson/code-block';
import { ProseLink } from '@/components/lesson/prose-link';
import { proseOptions } from '@/lib/course/markdown';

const VIEWS = { Note, Pitfall, Deeper, Reveal, Compare, Side, pre: CodeBlock, a: ProseLink };

export async function PracticeProse({ source }: { readonly source: string }) {
  const { default: Content } = await evaluate(source, { ...runtime, ...proseOptions });
  return <Content components={VIEWS} />;
}
