/**
 * Reads what is typed into the address bar, or what a page links to, as a request target of the app. The app is one
 * origin, http://localhost:5000; a page may also say it relative to the place it is really loaded from.
 */
import { APP_ORIGIN } from '../runtime/browser-session.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import { shortened } from './words.ts';

const SAME_APP = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):5000(?=[/?#]|$)/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Of an address in a sentence. */
const SHOWN_LENGTH = 120;

/** @returns path and query, percent-encoded as browsers do; an error is a sentence for the learner */
export function readAddress(typed: string): Result<string, string> {
  const text = typed.trim();
  const rest = text.replace(SAME_APP, '');
  if (rest === text && HAS_SCHEME.test(text)) {
    return err(`Only ${APP_ORIGIN} is reachable from here.`);
  }
  // A path that begins with two slashes is a path here, and not another host.
  const path = rest.startsWith('/') || rest.startsWith('?') ? rest : `/${rest}`;
  const url = new URL(APP_ORIGIN + (path.startsWith('?') ? `/${path}` : path));
  return ok(url.pathname + url.search);
}

export interface AppTarget {
  readonly kind: 'app';
  readonly path: string;
  /** With the `#`, or ''. */
  readonly hash: string;
}
export interface OtherTarget {
  readonly kind: 'elsewhere';
  readonly url: string;
}

/**
 * Where a reference in a page leads.
 * @param pageUrl the page's address in the app
 * @param siteOrigin where the course itself is served from: the rendered page resolves its links against that
 */
export function resolveReference(reference: string, pageUrl: string, siteOrigin?: string): AppTarget | OtherTarget {
  if (!URL.canParse(reference, pageUrl)) return { kind: 'elsewhere', url: reference };
  const url = new URL(reference, pageUrl);
  const ours = url.origin === APP_ORIGIN || (siteOrigin !== undefined && url.origin === siteOrigin);
  return ours ? { kind: 'app', path: url.pathname + url.search, hash: url.hash } : { kind: 'elsewhere', url: url.href };
}

const REFUSED = 'Browsers let no page go to such an address, and this one does not either.';
const BY_SCHEME: Readonly<Record<string, string>> = {
  'mailto:': 'A browser would open the mail program; nothing comes of it here.',
  'tel:': 'A browser would offer to call the number; nothing comes of it here.',
  'sms:': 'A browser would offer to write to the number; nothing comes of it here.',
  'javascript:': 'A browser takes it for a script; here only a link runs one.',
  'blob:': 'A browser would show or save that file; it does not leave the page here.',
  'data:': REFUSED,
  'file:': REFUSED,
};

/** What a browser would do with an address outside the app, and that it is not done here. */
export function elsewhereWords(url: string): string {
  const shown = shortened(url, SHOWN_LENGTH);
  if (!URL.canParse(url)) return `${shown} is no address that a browser can read.`;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' || protocol === 'https:') {
    // Another port, or https.
    const place = hostname === new URL(APP_ORIGIN).hostname ? 'another server' : 'on another host';
    return `${shown} is ${place}. A browser would go there; from here nothing but ${APP_ORIGIN} is reachable.`;
  }
  const what = BY_SCHEME[protocol] ?? 'A browser would look for a program that opens it; nothing comes of it here.';
  return `${shown} is no page. ${what}`;
}
