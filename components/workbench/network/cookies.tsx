/** The cookies of one exchange: those that were sent, and those that the answer sets, each with what it asks of browsers. */
'use client';

import { Cookie } from 'tough-cookie';
import type { HeaderList } from '@/lib/runtime/live-server';
import type { NetworkEntry } from '../state/network';

interface CookieLine {
  readonly name: string;
  readonly value: string;
  readonly about: string;
}

export function Cookies({ entry }: { readonly entry: NetworkEntry }) {
  const { request, outcome } = entry;
  const sent = sentCookies(request.headers);
  const set = outcome.kind === 'answered' ? setCookies(outcome.exchange.response.headers) : [];
  if (sent.length + set.length === 0) return null;
  return (
    <>
      <h3 className="eyebrow pt-2 pb-1">Cookies</h3>
      <ul className="font-mono text-xs">
        {sent.map((cookie, index) => (
          <Line key={index} verb="sent" cookie={cookie} />
        ))}
        {set.map((cookie, index) => (
          <Line key={index} verb="set" cookie={cookie} />
        ))}
      </ul>
    </>
  );
}

function Line({ verb, cookie }: { readonly verb: string; readonly cookie: CookieLine }) {
  return (
    <li className="py-0.5 break-all">
      <span className="font-sans text-soft">{verb} </span>
      <strong className="font-semibold">{cookie.name}</strong>={cookie.value}
      {cookie.about === '' ? null : <span className="font-sans text-soft"> {cookie.about}</span>}
    </li>
  );
}

const valuesOf = (headers: HeaderList, wanted: string): string[] =>
  headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);

function sentCookies(headers: HeaderList): CookieLine[] {
  return valuesOf(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return { name, value: value.join('='), about: '' };
    });
}

function setCookies(headers: HeaderList): CookieLine[] {
  return valuesOf(headers, 'set-cookie').map((line) => {
    const cookie = Cookie.parse(line, { loose: true });
    if (!cookie) return { name: line, value: '', about: '(no browser can read this)' };
    const about = [
      `path ${cookie.path ?? '/'}`,
      cookie.httpOnly ? 'HttpOnly' : 'readable by scripts',
      cookie.secure ? 'Secure' : '',
      cookie.sameSite === undefined ? '' : `SameSite ${cookie.sameSite}`,
      cookie.expires instanceof Date ? `until ${cookie.expires.toUTCString()}` : 'until the browser closes',
    ];
    return { name: cookie.key, value: cookie.value, about: about.filter(Boolean).join(', ') };
  });
}
