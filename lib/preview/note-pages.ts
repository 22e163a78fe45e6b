/** Plain documents for what is no page of the app's: text, a picture, an empty answer, no answer. Drawn as a browser's own. */
import { isStopped, type ServerFailure } from '../runtime/failures.ts';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const NOTE_STYLE =
  'body{margin:0;padding:9vh 8vw;background:#f1f3f4;color:#3c4043;font:15px/1.6 system-ui,sans-serif}' +
  'h1{margin:0 0 .5em;font-size:21px;font-weight:500;color:#202124}p{margin:0 0 .8em;max-width:36em}' +
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

export function downloadPage(type: string, size: number, name: string | null): string {
  const what = name === null ? 'The answer' : escapeHtml(name);
  return page(
    'Download',
    NOTE_STYLE,
    `<h1>${what} would be downloaded</h1><p>A browser saves what it cannot show. Network has the headers.</p><small>${escapeHtml(type)}, ${String(size)} bytes</small>`,
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
