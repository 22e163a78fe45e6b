/** Line icons of one weight, drawn for this site. Decoration only: whoever uses one gives the words. */
import type { ReactNode } from 'react';

function icon(paths: ReactNode) {
  return function Icon({ className = 'size-4' }: { readonly className?: string }) {
    return (
      <svg
        viewBox="0 0 16 16"
        className={className}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {paths}
      </svg>
    );
  };
}

export const MenuIcon = icon(<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h7" />);
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const ArrowRightIcon = icon(<path d="M3 8h10M9 4l4 4-4 4" />);
export const ArrowLeftIcon = icon(<path d="M13 8H3M7 4 3 8l4 4" />);
export const CheckIcon = icon(<path d="m3 8.5 3.2 3.2L13 4.6" />);
export const SystemIcon = icon(<path d="M2.5 3.5h11v7.5h-11zM6 13.5h4" />);
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M3.5 12.5l.8-.8M11.7 4.3l.8-.8" />
  </>,
);
export const MoonIcon = icon(<path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z" />);

export function PlayIcon({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 10 10" className={className} fill="currentColor" aria-hidden="true">
      <path d="M1.2.6 9.4 5 1.2 9.4Z" />
    </svg>
  );
}

export function Chevron({ className }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 10 10"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="m3 1 4 4-4 4" />
    </svg>
  );
}
