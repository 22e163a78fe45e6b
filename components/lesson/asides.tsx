/** The parts of a lesson that one only reads: notes, pitfalls, folded depths, comparisons, figures, what to remember. */
import type { ReactNode } from 'react';
import { Chevron } from '@/components/ui/icons';
import { StatusShape } from '@/components/ui/status-chip';

interface Titled {
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

export function Note({ title = 'Note', children }: Titled) {
  return (
    <div role="note" className="aside [--aside:var(--accent)]" aria-label={title}>
      <p className="aside-title">{title}</p>
      {children}
    </div>
  );
}

export function Pitfall({ title = 'A common slip', children }: Titled) {
  return (
    <div role="note" className="aside [--aside:var(--s4)]" aria-label={`Pitfall: ${title}`}>
      <p className="aside-title">
        <StatusShape kind="client-error" />
        {title}
      </p>
      {children}
    </div>
  );
}

function Folded({ title, children }: Titled) {
  return (
    <details className="folded">
      <summary>
        <Chevron />
        {title}
      </summary>
      <div className="folded-body">{children}</div>
    </details>
  );
}

export const Reveal = Folded;
export const Deeper = Folded;

export function Compare({ children }: { readonly children: ReactNode }) {
  return <div className="compare">{children}</div>;
}

interface SideProps extends Titled {
  readonly tone?: 'good' | 'bad' | undefined;
}

export function Side({ title, tone, children }: SideProps) {
  return (
    <section className="side" aria-label={title}>
      <p className="side-title flex items-center gap-2">
        {tone ? (
          <span className={tone === 'good' ? 'text-s2' : 'text-s5'}>
            <StatusShape kind={tone === 'good' ? 'success' : 'no-answer'} />
          </span>
        ) : null}
        {title}
      </p>
      {children}
    </section>
  );
}

interface FigureProps {
  readonly caption: string;
  /** For a picture whose parts say nothing by themselves. */
  readonly alt?: string | undefined;
  readonly children: ReactNode;
}

export function Figure({ caption, alt, children }: FigureProps) {
  return (
    <figure className="my-6">
      {alt ? (
        <div role="img" aria-label={alt}>
          {children}
        </div>
      ) : (
        children
      )}
      <figcaption className="mt-2 text-sm text-soft">{caption}</figcaption>
    </figure>
  );
}

export function Takeaway({ children }: { readonly children: ReactNode }) {
  return (
    <section className="takeaway" aria-label="What to remember">
      <p className="eyebrow mb-2 text-soft">So what</p>
      {children}
    </section>
  );
}
