/** A failure of keeping, exporting or importing: what happened, what to do, its code. */
interface FailureLineProps {
  readonly failure: { readonly code: string; readonly message: string; readonly suggestion: string };
}

export function FailureLine({ failure: { code, message, suggestion } }: FailureLineProps) {
  return (
    <p role="alert" data-failure={code} className="mt-3 rounded-lg bg-s4-ground px-3.5 py-2.5 text-sm">
      <strong className="font-semibold">{message}</strong> {suggestion}{' '}
      <span className="font-mono text-[0.7rem] text-soft">{code}</span>
    </p>
  );
}
