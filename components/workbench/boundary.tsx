/** A fault in one part of the workbench stays in that part: text, code and server go on. React tells the console. */
'use client';

import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** The part's name in a sentence: “view”. */
  readonly what: string;
  readonly children: ReactNode;
}

export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { what, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <p role="alert" className="bench-notice" data-tone="bad" data-failure="view-broken">
        <span className="grow basis-80">
          <strong className="font-semibold">Something broke on our side, and this {what} cannot be shown.</strong> Your
          code is as it was, and the server goes on.{' '}
          <span className="font-mono text-[0.7rem] text-soft">view-broken</span>
        </span>
        <button type="button" className="bench-link" onClick={() => this.setState({ failed: false })}>
          Try again
        </button>
      </p>
    );
  }
}
