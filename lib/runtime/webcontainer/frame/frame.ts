/**
 * Runs inside `webcontainer.html`, a page of ours in a frame of ours: the only place where the vendor's client is loaded and
 * from which the vendor's host may be reached. The page above takes what is left here, and throws the frame away to
 * begin anew. Knows nothing of servers or projects.
 */
import { configureAPIKey, WebContainer } from '@webcontainer/api';
import type { BootOptions } from '@webcontainer/api';
import type { Container } from '../api.ts';
import './frame-global.ts';

declare global {
  /** Of the package itself: another origin in place of the vendor's. */
  var WEBCONTAINER_API_IFRAME_URL: string | undefined;
}

const vendor = new URL(globalThis.WEBCONTAINER_API_IFRAME_URL ?? 'https://stackblitz.com').origin;
let lastWarning: string | null = null;
let refused: string | null = null;

addEventListener('message', ({ origin, data }: MessageEvent<{ type?: unknown; message?: unknown } | null>) => {
  if (origin === vendor && data?.type === 'warning') lastWarning = String(data.message).slice(0, 500);
});
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective === 'frame-src') refused = blockedURI;
});

/** Bytes from the page above are of its realm, which the package does not know as bytes. */
function withOwnBytes(container: WebContainer): Container {
  const { fs } = container;
  return {
    fs: {
      writeFile: (path, data, options) =>
        fs.writeFile(
          path,
          typeof data === 'string' ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
          options,
        ),
      mkdir: fs.mkdir.bind(fs),
      rm: fs.rm.bind(fs),
    },
    spawn: container.spawn.bind(container),
    on: container.on.bind(container),
    teardown: container.teardown.bind(container),
  };
}

globalThis.gracefulWebContainer = {
  async boot(options: BootOptions, key: string | null) {
    if (key !== null) configureAPIKey(key);
    return withOwnBytes(await WebContainer.boot(options));
  },
  async reachable() {
    try {
      // Opaque, and all that is asked is whether there is an answer. It is the document that booting frames.
      await fetch(`${vendor}/headless?coep=require-corp`, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  },
  said: () => refused ?? lastWarning,
  refused: () => refused !== null,
};
