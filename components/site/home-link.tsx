/**
 * The way to the front page. Next names it without a slash at the end, which under a sub-path is beside the site: a host answers with
 * a redirect, and a service worker, whose scope ends with the slash, not at all. There it is an ordinary link.
 */
import Link from 'next/link';
import type { ReactNode } from 'react';

const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

interface HomeLinkProps {
  readonly className?: string;
  readonly children: ReactNode;
}

export function HomeLink({ className, children }: HomeLinkProps) {
  return BASE === '' ? (
    <Link prefetch={false} href="/" className={className}>
      {children}
    </Link>
  ) : (
    <a href={`${BASE}/`} className={className}>
      {children}
    </a>
  );
}
