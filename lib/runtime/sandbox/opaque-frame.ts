/**
 * How a frame of ours is shut in an opaque origin, so that what runs in it is nobody to this site. Usually by the frame's own
 * `sandbox` attribute. The browser asks no service worker for such a frame, so when a worker serves the page, and the network
 * may be gone, the frame is opened where the worker can answer, and its answer carries `Content-Security-Policy: sandbox`.
 * Both documents look at their own origin before they do anything, and refuse if it is not opaque (docs/decisions/0020).
 */

/** What the frame of the server may do. */
export const SERVER_SANDBOX = 'allow-scripts';
/** What the frame of a rendered page may do. */
export const PREVIEW_SANDBOX = 'allow-scripts allow-forms allow-modals';

/** A document says this in place of its first word when it is not in an opaque origin. */
export const NOT_OPAQUE = 'graceful-not-opaque';

/** Before the frame gets its address. */
export function shutFrame(frame: HTMLIFrameElement, permissions: string): void {
  const isServedByWorker = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
  frame.setAttribute('sandbox', isServedByWorker ? `${permissions} allow-same-origin` : permissions);
}

/** Once a document has said that it is not opaque: load it again, shut by the attribute alone. */
export function shutAgain(frame: HTMLIFrameElement, permissions: string): void {
  frame.setAttribute('sandbox', permissions);
  const { src } = frame;
  frame.src = src;
}
