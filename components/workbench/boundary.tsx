/** A fault in one part of the workbench stays in that part: text, code and server go on. React tells the console. */
'use client';

import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What is shown in the part's place from then on. */
  readonly instead: ReactNode;
  readonly children: ReactNode;
}

export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
