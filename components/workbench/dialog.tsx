/** A modal dialog that is open while it is drawn: Escape and Close end it, and focus goes back to where it was. */
'use client';

import { useEffect, useRef, type ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={title} className="bench-dialog" data-wide={wide || undefined} onClose={onClose}>
      <form method="dialog" className="flex items-baseline justify-between gap-4 pb-2">
        <h2 className="min-w-0 font-semibold break-all">{title}</h2>
        <button type="submit" className="button button-quiet bench-small">
          Close
        </button>
      </form>
      {children}
    </dialog>
  );
}
