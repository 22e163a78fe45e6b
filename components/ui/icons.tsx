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
export const SearchIcon = icon(<path d="M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.2 3.2" />);
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
export const PencilIcon = icon(<path d="m3 13 .7-3L10.6 3a1.4 1.4 0 0 1 2.4 2.4L6 12.3 3 13Z" />);
export const TidyIcon = icon(<path d="M2.5 3.5h11M5.5 6.5h8M5.5 9.5h5M2.5 12.5h11" />);
export const HistoryIcon = icon(<path d="M2.6 8a5.4 5.4 0 1 0 1.7-3.9L2.6 5.7M2.6 2.6v3.1h3.1M8 5v3.2l2.2 1.3" />);
export const BinIcon = icon(
  <path d="M2.8 4.3h10.4M6.2 4.2V2.8h3.6v1.4M4.2 4.5l.6 8.7h6.4l.6-8.7M6.8 7v3.6M9.2 7v3.6" />,
);
export const CardsIcon = icon(<path d="M2.5 5.2h8.3v8.3H2.5zM5.2 5V2.5h8.3v8.3H11" />);
export const LockIcon = icon(<path d="M3.8 7.2h8.4v6H3.8zM5.6 7V5.2a2.4 2.4 0 0 1 4.8 0V7" />);

export const OfflineIcon = icon(
  <path d="M2 2l12 12M4.6 6.2A7.6 7.6 0 0 0 2.4 7.6M9 5a7.6 7.6 0 0 1 4.6 2.6M5.6 9.9a3.6 3.6 0 0 1 3-1M8 12.6h.01" />,
);
const DeviceIcon = icon(<path d="M2.5 3.5h11v7.5h-11zM5.5 13.5h5M5.8 7.2l1.6 1.6 3-3.2" />);
const FetchingIcon = icon(<path d="M2.5 3.5h11v7.5h-11zM5.5 13.5h5M8 5v4M6.3 7.4 8 9l1.7-1.6" />);

export function OnDeviceIcon({ saving }: { readonly saving: boolean }) {
  return saving ? <FetchingIcon /> : <DeviceIcon />;
}

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
