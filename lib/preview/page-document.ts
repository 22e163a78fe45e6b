/**
 * What the Page shows for an answer, or for none: HTML of the app made ready, text, a picture, or a plain note as a
 * browser would give. Every kind is a whole document for the preview frame. Asks nothing but the app, and only for
 * files of the page.
 */
import { headerOf, redirectTarget } from '../runtime/browser-session.ts';
import type { ServerFailure } from '../runtime/failures.ts';
import type { HttpExchange } from '../runtime/live-server.ts';
import { decodeText, mimeType, toDataUrl } from './data-url.ts';
import { inlinePage } from './inline-page.ts';
import { blankPage, downloadPage, emptyPage, imagePage, noAnswerPage, redirectPage, textPage } from './note-pages.ts';
import type { LoadFile, MissingFile } from './page-files.ts';

export interface PageDocument {
  readonly html: string;
  readonly url: string;
  /** Sentences to show above the page. */
  readonly notices: readonly string[];
}

/** More text than this is cut: no one reads it, and the frame would stand still. */
const MAX_TEXT = 2_000_000;

const CUT_OFF = 'The answer broke off: this is what arrived before the error. The status had been sent already.';

export const blankDocument = (url: string): PageDocument => ({ html: blankPage(), url, notices: [] });

export const noAnswerDocument = (failure: ServerFailure, url: string): PageDocument => ({
  html: noAnswerPage(failure, url),
  url,
  notices: [],
});

export async function answerDocument(
  exchange: HttpExchange,
  url: string,
  load: LoadFile,
  siteOrigin: string,
): Promise<PageDocument> {
  const { request, response } = exchange;
  const { status, reason, headers, body, truncated } = response;
  const contentType = headerOf(headers, 'content-type') ?? '';
  const cut = truncated ? [CUT_OFF] : [];
  const statusLine = `${String(status)} ${reason}`;
  // All others have been followed.
  const target = redirectTarget(exchange, url);
  if (target) return { html: redirectPage(statusLine, target), url, notices: cut };
  if (request.method === 'HEAD' || body.length === 0) {
    return { html: emptyPage(statusLine, emptyReason(request.method, status)), url, notices: cut };
  }
  const type = mimeType(contentType);
  const disposition = headerOf(headers, 'content-disposition') ?? '';
  const download = {
    type,
    size: body.length,
    name: /filename="?([^";]+)/i.exec(disposition)?.[1] ?? null,
    attached: /^\s*attachment\s*(?:;|$)/i.test(disposition),
  };
  // Whatever its type (RFC 6266, 4.2).
  if (download.attached) return { html: downloadPage(download), url, notices: cut };
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    const html = decodeText(body.subarray(0, MAX_TEXT), contentType);
    const { html: inlined, missing } = await inlinePage(html, url, load, siteOrigin);
    return { html: inlined, url, notices: [...cut, ...longWords(body), ...missing.map(missingWords)] };
  }
  if (type.startsWith('image/')) return { html: imagePage(toDataUrl(body, type), url), url, notices: cut };
  if (isText(type)) {
    const text = decodeText(body.subarray(0, MAX_TEXT), contentType);
    return {
      html: textPage(type.endsWith('json') ? indented(text) : text),
      url,
      notices: [...cut, ...longWords(body)],
    };
  }
  return { html: downloadPage(download), url, notices: cut };
}

const isText = (type: string): boolean =>
  type === '' || type.startsWith('text/') || /^application\/(?:.*\+)?(?:json|xml|javascript|x-ndjson)$/.test(type);

const longWords = (body: Uint8Array): string[] =>
  body.length > MAX_TEXT ? ['The first 2 MB are shown. Network has the whole answer’s headers.'] : [];

/** JSON as a person reads it. What does not parse is shown as it came. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function emptyReason(method: string, status: number): string {
  if (method === 'HEAD') return 'HEAD asks for the headers alone. Network has them.';
  if (status === 204)
    return '204 No Content: there is nothing to show, on purpose. A browser would stay on the page it has.';
  if (status === 304) return '304 Not Modified: the browser is told to use the copy it has.';
  return 'The answer has no body. Network has its headers.';
}

function missingWords({ url, why }: MissingFile): string {
  switch (why) {
    case 'elsewhere':
      return `Not loaded, as it is on another host: ${url}`;
    case 'no-answer':
      return `The page’s own ${url} got no answer.`;
    case 'too-big':
      return `The page’s own ${url} is too big to be shown here.`;
    default:
      return `The page’s own ${url} was answered with ${String(why.status)}.`;
  }
}
