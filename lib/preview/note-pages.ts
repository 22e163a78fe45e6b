/**
 * Plain documents for what is no page of the app's: text, a picture, an empty answer, a redirect that is not followed,
 * no answer. Drawn as a browser's own.
 */
import { APP_ORIGIN, MAX_REDIRECTS } from '../runtime/browser-session.ts';
import { isStopped, type ServerFailure } from '../runtime/failures.ts';
import { elsewhereWords } from './address.ts';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const NOTE_STYLE =
  'body{margin:0;padding:9vh 8vw;background:#f1f3f4;color:#3c4043;font:15px/1.6 system-ui,sans-serif}' +
  'h1{margin:0 0 .5em;font-size:21px;font-weight:500;color:#202124}p{margin:0 0 .8em;max-width:36em;overflow-wrap:anywhere}' +
  'small{color:#5f6368;font:12px/1.5 ui-monospace,monospace}';

const page = (title: string, style: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style><body>${body}</body></html>`;

export const blankPage = (): string => page('', 'body{background:#fff}', '');

export const textPage = (text: string): string =>
  page(
    '',
    'pre{margin:8px;font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:break-word}',
    `<pre>${escapeHtml(text)}</pre>`,
  );

export const imagePage = (dataUrl: string, url: string): string =>
  page(
    url,
    'body{margin:0;min-height:100vh;display:grid;place-items:center;background:#202124}img{max-width:100%}',
    `<img src="${escapeHtml(dataUrl)}" alt="${escapeHtml(url)}">`,
  );

export const emptyPage = (statusLine: string, why: string): string =>
  page(
    statusLine,
    NOTE_STYLE,
    `<h1>Nothing to show</h1><p>${escapeHtml(why)}</p><small>${escapeHtml(statusLine)}</small>`,
  );

interface Download {
  readonly type: string;
  readonly size: number;
  readonly name: string | null;
  /** Content-Disposition: attachment. Else it is the type that no browser shows. */
  readonly attached: boolean;
}

export function downloadPage({ type, size, name, attached }: Download): string {
  const what = name === null ? 'The answer' : escapeHtml(name);
  const why = attached
    ? 'Content-Disposition: attachment tells the browser to save it.'
    : 'A browser saves what it cannot show.';
  return page(
    'Download',
    NOTE_STYLE,
    `<h1>${what} would be downloaded</h1><p>${why} Network has the headers.</p><small>${escapeHtml(type || 'no type')}, ${String(size)} bytes</small>`,
  );
}

/** @param statusLine of the redirect, e.g. `302 Found` */
export function redirectPage(statusLine: string, target: URL): string {
  const isCircle = target.origin === APP_ORIGIN;
  const title = isCircle ? 'Redirected too many times' : 'Redirected out of the app';
  const why = isCircle
    ? `That is redirect ${String(MAX_REDIRECTS + 1)} in a row. Browsers give up there too: ERR_TOO_MANY_REDIRECTS in Chrome. Network has each of them with its Location.`
    : elsewhereWords(target.href);
  return page(
    title,
    NOTE_STYLE,
    `<h1>${title}</h1><p>${escapeHtml(`The server answered ${statusLine} and sent the browser to ${target.href}`)}</p>` +
      `<p>${escapeHtml(why)}</p><small>${escapeHtml(statusLine)}</small>`,
  );
}

export function noAnswerPage(failure: ServerFailure, url: string): string {
  const { code, message, suggestion } = failure;
  const [title, what] = isStopped(failure)
    ? ['Stopped', `The request to ${url} was stopped.`]
    : ['No answer', `${url} did not answer. ${message}`];
  return page(
    title,
    NOTE_STYLE,
    `<h1>${title}</h1><p>${escapeHtml(what)}</p><p>${escapeHtml(suggestion)}</p><small>${escapeHtml(code)}</small>`,
  );
}
