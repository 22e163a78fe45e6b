/** The course map in a drawer, from any page. The browser's own dialog keeps focus inside and gives it back. */
'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { CloseIcon, MenuIcon } from '@/components/ui/icons';
import { ThemeSwitch } from './theme-switch';

export function CourseDrawer({ children }: { readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  useEffect(() => dialog.current?.close(), [path]);
  useEffect(() => {
    const drawer = dialog.current;
    // A click on the backdrop is a click on the dialog itself. Escape is the browser's.
    const onClick = ({ target }: MouseEvent) => {
      if (target === drawer) drawer?.close();
    };
    drawer?.addEventListener('click', onClick);
    return () => drawer?.removeEventListener('click', onClick);
  }, []);
  return (
    <>
      <button
        type="button"
        className="button button-bare -ml-2 min-h-9 px-2"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        <MenuIcon />
        <span className="sr-only">Course map</span>
      </button>
      <dialog
        ref={dialog}
        aria-label="Course map"
        className="drawer m-0 h-dvh max-h-none w-[min(24rem,100vw)] max-w-none overflow-y-auto overscroll-contain border-r border-line bg-paper p-0 text-ink shadow-[0_0_40px_var(--shadow)] backdrop:bg-black/35"
      >
        <div className="flex min-h-full flex-col px-5 pb-8">
          <div className="sticky top-0 z-10 -mx-5 flex h-[var(--bar)] items-center justify-between bg-paper px-5">
            <h2 className="font-serif text-lg font-semibold">The course</h2>
            <button
              type="button"
              className="button button-bare -mr-2 min-h-9 px-2"
              onClick={() => dialog.current?.close()}
            >
              <CloseIcon />
              <span className="sr-only">Close the course map</span>
            </button>
          </div>
          <nav aria-label="Lessons" className="grow pt-2">
            {children}
            <p className="mt-7">
              <Link prefetch={false} href="/review">
                Review: the cards that are due
              </Link>
            </p>
            <p className="mt-2">
              <Link prefetch={false} href="/progress">
                Progress, and your record
              </Link>
            </p>
            <p className="mt-2">
              <Link prefetch={false} href="/myths">
                Myths: true, or often repeated?
              </Link>
            </p>
            <p className="mt-2">
              <Link prefetch={false} href="/pitfalls">
                Pitfalls: find the line at fault
              </Link>
            </p>
            <p className="mt-2">
              <Link prefetch={false} href="/playground">
                Playground: a project of your own
              </Link>
            </p>
            <p className="mt-2">
              <Link prefetch={false} href="/cheatsheet">
                Cheat sheet, and the finished app
              </Link>
            </p>
          </nav>
          <div className="mt-8 flex items-center justify-between border-t border-line pt-4 text-sm text-soft sm:hidden">
            Theme <ThemeSwitch />
          </div>
        </div>
      </dialog>
    </>
  );
}
