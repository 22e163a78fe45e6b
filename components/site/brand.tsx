/** The mark and the name: a net, and what it catches. */
export function BrandMark({ className = 'size-[22px]' }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 22 22"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2 8c3 8 15 8 18 0" />
      <path d="M5.6 11.6 8.4 8.4M8.6 13.6 11 8.2l2.4 5.4M13.6 8.4l2.8 3.2" strokeWidth="1.3" opacity=".75" />
      <circle cx="11" cy="3.4" r="1.9" fill="var(--s5)" stroke="none" />
    </svg>
  );
}
