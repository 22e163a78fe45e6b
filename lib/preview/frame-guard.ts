/**
 * Lets the course's page frame the preview and the server's sandbox, and nothing else. A script in the rendered page can
 * navigate its own frame; with this policy the browser refuses, and tells us where it wanted to go.
 */
const MARK = 'data-frame-guard';

/**
 * Adds the policy once for the life of the page; policies can only be added to, never taken back.
 * @param urls absolute, exact documents
 */
export function guardFrames(urls: readonly string[]): void {
  if (document.head.querySelector(`meta[${MARK}]`)) return;
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = `frame-src ${urls.join(' ')}`;
  meta.setAttribute(MARK, '');
  document.head.append(meta);
}

/** Calls back with the refused address: whole when it is on the page's own origin, else its origin alone. */
export function watchRefusedFrames(listener: (url: string) => void): () => void {
  let last = '';
  const refused = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective !== 'frame-src') return;
    // Two policies report one refusal twice.
    if (last === event.blockedURI) return;
    last = event.blockedURI;
    queueMicrotask(() => (last = ''));
    listener(event.blockedURI);
  };
  document.addEventListener('securitypolicyviolation', refused);
  return () => document.removeEventListener('securitypolicyviolation', refused);
}
