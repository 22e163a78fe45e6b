/** A link in the prose. The build has refused dead ones; other sites open beside, so that the lesson stays. */
import Link from 'next/link';
import type { ComponentProps } from 'react';

export function ProseLink({ href = '', children }: ComponentProps<'a'>) {
  if (href.startsWith('#')) return <a href={href}>{children}</a>;
  if (href.startsWith('/')) return <Link href={href}>{children}</Link>;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
