/**
 * The vendor's client in a frame of ours: opens `webcontainer.html`, hands its API on, and throws the whole frame away
 * when it is no longer wanted, which is the only way to be rid of a boot that hangs. Knows no servers.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import './frame/frame-global.ts';
import type { OpenedApi } from './tab-container.ts';

/** For a file of this site's own, on a slow network. */
const LOAD_DEADLINE_MS = 20_000;

/**
 * @param url of webcontainer.html
 * @param key the vendor's, for this origin
 */
export async function openFrame(url: string, key: string | null): Promise<Result<OpenedApi, ServerFailure>> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'WebContainer';
  frame.src = url;
  const loaded = new Promise<void>((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true });
    setTimeout(resolve, LOAD_DEADLINE_MS);
  });
  document.documentElement.append(frame);
  await loaded;
  const api = globalOf(frame)?.gracefulWebContainer;
  if (!api) {
    frame.remove();
    return err(failure('bundle-missing', { message: 'The page that the WebContainer runs in could not be loaded.' }));
  }
  return ok({
    boot: (options) => api.boot(options ?? {}, key),
    reachable: () => api.reachable(),
    said: () => api.said(),
    refused: () => api.refused(),
    dispose: () => frame.remove(),
  });
}

/** Null when what loaded is not of this site, an error page of the browser's, say. */
function globalOf(frame: HTMLIFrameElement): typeof globalThis | null {
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  try {
    return inside?.location.href === frame.src ? inside : null;
  } catch (error) {
    console.info('The frame for the WebContainer holds another page.', error);
    return null;
  }
}
