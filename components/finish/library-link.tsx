/**
 * The finished app as a file. Fetched by the page: a browser does not ask the service worker for a link's download, so
 * that without a network there would be none, though the file is kept.
 */
'use client';

import type { MouseEvent, ReactNode } from 'react';
import { download } from '@/components/ui/download';

const NAME = 'library.zip';

interface LibraryLinkProps {
  readonly className?: string;
  readonly children: ReactNode;
}

export function LibraryLink({ className, children }: LibraryLinkProps) {
  const href = `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/${NAME}`;
  const save = async (): Promise<void> => {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(`${NAME}: ${String(answer.status)}`);
    download(NAME, await answer.blob());
  };
  const click = (event: MouseEvent): void => {
    event.preventDefault();
    save().catch((error: unknown) => {
      console.info('The browser is left to say what is wrong:', error);
      location.assign(href);
    });
  };
  return (
    <a href={href} download className={className} onClick={click}>
      {children}
    </a>
  );
}
