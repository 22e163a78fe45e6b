/**
 * Between the bench and the preview frame: makes each answer a document and shows it, and does what the page asks for.
 * Knows both; draws nothing and sends nothing itself.
 */
import { elsewhereWords, resolveReference } from '@/lib/preview/address';
import { guardFrames, watchRefusedFrames } from '@/lib/preview/frame-guard';
import { answerDocument, blankDocument, noAnswerDocument, type PageDocument } from '@/lib/preview/page-document';
import { withFailure } from '@/lib/preview/page-failures';
import { mountPreview } from '@/lib/preview/preview-frame';
import type { FromPreview, ToPreview } from '@/lib/preview/protocol';
import { refererOf } from '@/lib/preview/referer';
import { headerOf, redirectTarget } from '@/lib/runtime/browser-session';
import type { Bench } from '../bench/bench';
import { APP_URL } from '../state/bench-state';
import { present, type PageView } from '../state/history';

export interface OpenPreview {
  show(view: PageView): Promise<void>;
  close(): void;
}

/** Sentences above the page: about its answer, its scripts, and what it wanted last and did not get. */
interface Said {
  readonly answer: readonly string[];
  readonly failures: readonly string[];
  readonly refused: readonly string[];
}

/** The documents of ours that the page may frame beside the preview. */
const FRAMES = ['sandbox', 'webcontainer', 'webcontainer-page'];
const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

export function openPreview(
  container: HTMLElement,
  { store, visits }: Bench,
  say: (notices: readonly string[]) => void,
): OpenPreview {
  const siteOrigin = location.origin;
  const source = `${siteOrigin}${BASE}/preview.html`;
  let turn = 0;
  let said: Said = { answer: [], failures: [], refused: [] };
  guardFrames([source, ...FRAMES.map((name) => `${siteOrigin}${BASE}/runtime/${name}.html`)]);

  function tell(change: Partial<Said>): void {
    said = { ...said, ...change };
    say([...said.answer, ...said.failures, ...said.refused]);
  }

  /** Where the page says it leads, if that is in the app. */
  const pathOf = (url: string): string | null => {
    const target = resolveReference(url, APP_URL, siteOrigin);
    if (target.kind === 'app') return target.path;
    tell({ refused: [elsewhereWords(target.url)] });
    return null;
  };

  /** What the page in sight says of itself when it leads elsewhere. */
  function referer(): [string, string][] {
    const { view, history } = store.get().browser;
    if (view.kind !== 'answer') return [];
    // The history knows it better than the answer: a script may have moved the page.
    const pageUrl = present(history)?.url ?? view.url;
    const value = refererOf(pageUrl, headerOf(view.exchange.response.headers, 'referrer-policy'));
    return value === null ? [] : [['Referer', value]];
  }

  function goTo({ method, url, headers, body }: Extract<FromPreview, { type: 'navigate' }>): void {
    const path = pathOf(url);
    if (path === null) return;
    const sent = [...headers.filter(([name]) => name.toLowerCase() !== 'referer'), ...referer()];
    void visits.send({ method, path, headers: sent, ...(body ? { body: new Uint8Array(body) } : {}) }, 'page');
  }

  async function fetchFor(
    { id, method, url, headers, body, redirect }: Extract<FromPreview, { type: 'fetch' }>,
    reply: (answer: ToPreview) => void,
  ): Promise<void> {
    const target = resolveReference(url, APP_URL, siteOrigin);
    if (target.kind === 'elsewhere') {
      reply({ type: 'refused', id, message: `Failed to fetch ${url}: only ${APP_URL} is reachable from here.` });
      return;
    }
    const request = { method, path: target.path, headers, ...(body ? { body: new Uint8Array(body) } : {}) };
    const result = await visits.fetch(request, redirect === 'follow');
    if (!result.ok) {
      reply({ type: 'refused', id, message: `Failed to fetch: ${result.error.message}` });
      return;
    }
    const { exchange, url: end, redirected } = result.value;
    const beyond = redirect === 'manual' ? null : redirectTarget(exchange, end);
    if (beyond) {
      const message = `Failed to fetch: ${end} redirects to ${beyond.href}, which is not followed.`;
      reply({ type: 'refused', id, message });
      return;
    }
    const { status, reason, headers: answered, body: bytes } = exchange.response;
    reply({ type: 'fetched', id, status, reason, headers: answered, body: bytes, url: end, redirected });
  }

  const preview = mountPreview(container, source, {
    onMessage(message, reply) {
      switch (message.type) {
        case 'navigate':
          goTo(message);
          return;
        case 'fetch':
          void fetchFor(message, reply);
          return;
        case 'moved': {
          const path = pathOf(message.url);
          if (path !== null) store.dispatch({ type: 'page-moved', path, replace: message.replace });
          return;
        }
        case 'travel':
          void (message.by === 0 ? visits.reload() : visits.go(message.by));
          return;
        case 'failed':
          tell({ failures: withFailure(said.failures, message) });
          return;
        case 'title':
          store.dispatch({ type: 'page-titled', title: message.title });
      }
    },
    onReload: () => void visits.reload(),
    onBroken: () =>
      say(['The frame that shows pages could not be loaded. Check the connection and reload this lesson.']),
  });

  /** A script sent the frame itself somewhere. The browser refused, so the frame is gone; the app is asked instead. */
  const unwatch = watchRefusedFrames((url) => {
    const inApp = URL.canParse(url) && new URL(url).origin === siteOrigin;
    if (inApp) {
      goTo({ type: 'navigate', method: 'GET', url, headers: [] });
      return;
    }
    void show(store.get().browser.view, [
      url === APP_URL
        ? 'A script sent the page to a full address of the app, and the browser does not tell which. Use a path such as /next.'
        : `A script tried to leave for ${url}. Nothing outside the app is reachable from here.`,
    ]);
  });

  async function show(view: PageView, more: readonly string[] = []): Promise<void> {
    const mine = ++turn;
    const page = await documentOf(view);
    if (mine !== turn) return;
    tell({ answer: page.notices, failures: [], refused: more });
    preview.show(page.html, page.url);
  }

  async function documentOf(view: PageView): Promise<PageDocument> {
    switch (view.kind) {
      case 'blank':
        return blankDocument(APP_URL);
      case 'no-answer':
        return noAnswerDocument(view.failure, view.url);
      case 'answer':
        return answerDocument(view.exchange, view.url, loadFile, siteOrigin);
    }
  }

  const loadFile = async (path: string) => {
    const result = await visits.fetch({ method: 'GET', path, headers: [] }, true);
    return result.ok ? result.value : null;
  };

  return {
    show: (view) => show(view),
    close() {
      turn += 1;
      unwatch();
      preview.dispose();
    },
  };
}
