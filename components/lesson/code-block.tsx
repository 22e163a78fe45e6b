/** A block of code in the prose, coloured at build time, under its file's name when it has one. */
import type { ComponentProps } from 'react';

type CodeBlockProps = ComponentProps<'pre'> & { readonly 'data-title'?: string };

export function CodeBlock({ 'data-title': title, children, ...rest }: CodeBlockProps) {
  return (
    <figure className="code">
      {title ? <figcaption>{title}</figcaption> : null}
      <pre {...rest}>{children}</pre>
    </figure>
  );
}
