/**
 * The frame that shows a page of the app, in an opaque origin. Every page gets a fresh document, so that no script of
 * the page before lives on; the next document is loaded beforehand, so that none is waited for. Draws nothing itself.
 */
import { NOT_OPAQUE, PREVIEW_SANDBOX, shutAgain, shutFrame } from '../runtime/sandbox/opaque-frame.ts';
import { CONNECT, parseFromPreview, READY, type FromPreview, type ToPreview } from './protocol.ts';

export interface PreviewHandlers {
  /** Only what the page in sight says, and only what parses. */
  onMessage(message: Exclude<FromPreview, { type: 'written' }>, reply: (answer: ToPreview) => void): void;
  /** The page loaded itself again. */
  onReload(): void;
  /** The frame's own document could not be loaded. */
  onBroken(): void;
}

export interface Preview {
  show(html: string, url: string): void;
  dispose(): void;
}

interface Frame {
  readonly element: HTMLIFrameElement;
  readonly ready: Promise<MessagePort>;
  written: (() => void) | null;
}

/** Long enough for a slow network; the file is a few kilobytes and cached. */
const READY_DEADLINE_MS = 20_000;
/** A page whose script never ends is shown as far as it got. */
const WRITTEN_DEADLINE_MS = 400;

export function mountPreview(container: HTMLElement, src: string, handlers: PreviewHandlers): Preview {
  let current: Frame | null = null;
  let next: Frame | null = null;
  let shown = 0;
  const frames = new Map<Window, (port: MessagePort) => void>();

  /** A document asks for its port. Asking twice means that the page reloaded its frame. */
  function hear(event: MessageEvent<unknown>): void {
    if (event.source === null) return;
    if (event.data === NOT_OPAQUE) {
      const open = [current, next].find((frame) => frame?.element.contentWindow === event.source);
      if (open) shutAgain(open.element, PREVIEW_SANDBOX);
      return;
    }
    if (event.data !== READY) return;
    const connect = frames.get(event.source as Window);
    if (connect) {
      frames.delete(event.source as Window);
      const channel = new MessageChannel();
      connect(channel.port1);
      (event.source as Window).postMessage(CONNECT, '*', [channel.port2]);
    } else if (event.source === current?.element.contentWindow) {
      handlers.onReload();
    }
  }
  window.addEventListener('message', hear);

  function open(): Frame {
    const element = document.createElement('iframe');
    shutFrame(element, PREVIEW_SANDBOX);
    element.title = 'Next page';
    element.setAttribute('aria-hidden', 'true');
    element.tabIndex = -1;
    element.className = 'preview-frame';
    element.dataset.waiting = '';
    element.src = src;
    const frame: Frame = {
      element,
      written: null,
      ready: new Promise((resolve) => {
        const deadline = setTimeout(() => {
          if (frame === current) handlers.onBroken();
        }, READY_DEADLINE_MS);
        container.append(element);
        if (!element.contentWindow) return;
        frames.set(element.contentWindow, (port) => {
          clearTimeout(deadline);
          port.onmessage = ({ data }) => receive(frame, port, data);
          resolve(port);
        });
      }),
    };
    return frame;
  }

  function receive(frame: Frame, port: MessagePort, data: unknown): void {
    const message = parseFromPreview(data);
    if (message?.type === 'written') frame.written?.();
    else if (message && frame === current) handlers.onMessage(message, (answer) => port.postMessage(answer));
  }

  const reveal = ({ element }: Frame): void => {
    element.title = 'Page';
    element.removeAttribute('aria-hidden');
    element.removeAttribute('tabindex');
    delete element.dataset.waiting;
  };

  next = open();

  return {
    show(html, url) {
      const number = ++shown;
      const frame = next ?? open();
      next = null;
      void frame.ready.then((port) => {
        if (number !== shown) {
          frame.element.remove();
          return;
        }
        const before = current;
        current = frame;
        const swap = (): void => {
          clearTimeout(deadline);
          frame.written = null;
          before?.element.remove();
          if (frame === current) reveal(frame);
          next ??= open();
        };
        const deadline = setTimeout(swap, WRITTEN_DEADLINE_MS);
        frame.written = swap;
        port.postMessage({ type: 'show', html, url } satisfies ToPreview);
      });
    },
    dispose() {
      window.removeEventListener('message', hear);
      shown += 1;
      for (const frame of [current, next]) frame?.element.remove();
      current = next = null;
    },
  };
}
