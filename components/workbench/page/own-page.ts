/**
 * The app's page from the server's own address, in a frame: a document of ours around it has the one policy that lets
 * the vendor's addresses be framed. What goes on inside is another site's, and out of reach.
 */
import type { OwnFrame } from '../bench/framed-session';

const DOCUMENT = `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/runtime/webcontainer-page.html`;

export interface OwnPage extends OwnFrame {
  close(): void;
}

/**
 * @param address where the server is, without a slash at the end
 * @param onGiveUp the frame never reached the server
 */
export function openOwnPage(container: HTMLElement, address: string, onGiveUp: () => void): OwnPage {
  const outer = document.createElement('iframe');
  outer.title = 'Page';
  outer.className = 'preview-frame';
  outer.src = DOCUMENT;
  let inner: HTMLIFrameElement | null = null;
  let path: string | null = null;
  outer.addEventListener('load', () => {
    const inside = outer.contentDocument;
    if (!inside?.body || inner) return;
    inner = inside.createElement('iframe');
    inner.title = 'Page';
    if (path !== null) inner.src = address + path;
    inside.body.append(inner);
  });
  container.append(outer);
  return {
    go(next) {
      path = next;
      if (inner) inner.src = address + next;
    },
    giveUp: onGiveUp,
    close: () => outer.remove(),
  };
}
