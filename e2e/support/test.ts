/**
 * The `test` that every browser test uses: it fails on a request to another host, on an error in the console and on
 * an uncaught error in a page, unless the test said beforehand that it means to cause it. Knows no page of ours.
 */
import { test as base, expect, type BrowserContext } from '@playwright/test';

/** What a test may cause on purpose. Call these before causing it. */
export interface Watch {
  /** An error in the console whose text matches is intended. */
  allowConsoleError(pattern: RegExp): void;
  /** An uncaught error in a page whose message matches is intended. */
  allowPageError(pattern: RegExp): void;
  /** A request to another host whose URL matches is intended: one that the test proves to be refused. */
  allowRequest(pattern: RegExp): void;
  /** Watches a context that the test made itself; the default one is watched already. */
  follow(context: BrowserContext): void;
}

class Watcher implements Watch {
  readonly #origin: string;
  readonly #seen: { readonly kind: 'console' | 'page' | 'request'; readonly text: string; readonly where: string }[] =
    [];
  readonly #allowed: { readonly kind: 'console' | 'page' | 'request'; readonly pattern: RegExp }[] = [];

  constructor(baseUrl: string) {
    this.#origin = new URL(baseUrl).origin;
  }

  allowConsoleError(pattern: RegExp): void {
    this.#allowed.push({ kind: 'console', pattern });
  }

  allowPageError(pattern: RegExp): void {
    this.#allowed.push({ kind: 'page', pattern });
  }

  allowRequest(pattern: RegExp): void {
    this.#allowed.push({ kind: 'request', pattern });
  }

  follow(context: BrowserContext): void {
    context.on('request', (request) => {
      if (!this.#isOurs(request.url()))
        this.#seen.push({ kind: 'request', text: request.url(), where: request.frame().url() });
    });
    context.on('page', (page) => {
      page.on('websocket', (socket) => this.#seen.push({ kind: 'request', text: socket.url(), where: page.url() }));
    });
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.#seen.push({ kind: 'console', text: message.text(), where: message.location().url });
    });
    context.on('weberror', (webError) => {
      const error = webError.error();
      this.#seen.push({ kind: 'page', text: error.message, where: error.stack ?? '' });
    });
  }

  /** One line for each thing that was not intended. */
  unintended(): string[] {
    const isAllowed = (kind: string, text: string): boolean =>
      this.#allowed.some((allowed) => allowed.kind === kind && allowed.pattern.test(text));
    return this.#seen
      .filter(({ kind, text }) => !isAllowed(kind, text))
      .map(({ kind, text, where }) => `${kind}: ${text} (${where})`);
  }

  #isOurs(url: string): boolean {
    const { protocol, origin } = new URL(url);
    return protocol === 'blob:' || protocol === 'data:' || protocol === 'about:' || origin === this.#origin;
  }
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      if (baseURL === undefined) throw new Error('playwright.config.ts names no baseURL');
      const watcher = new Watcher(baseURL);
      watcher.follow(context);
      await use(watcher);
      expect(watcher.unintended(), 'requests to other hosts, console errors and page errors').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
