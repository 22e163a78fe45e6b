/** What both servers are asked: each line is one request. What the paths do is in app/app.py. */
import type { Question } from './client.mts';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = [
  '--edge\r\nContent-Disposition: form-data; name="word"\r\n\r\ngrößer\r\n',
  '--edge\r\nContent-Disposition: form-data; name="upload"; filename="a ä.txt"\r\nContent-Type: text/plain\r\n\r\n\u0000\u0001\r\n',
  '--edge--\r\n',
].join('');

const type = (value: string): Question['headers'] => [['Content-Type', value]];
const header = (name: string, value: string): Question['headers'] => [[name, value]];

export const QUESTIONS: readonly Question[] = [
  // Pages and methods
  { name: 'a page', path: '/' },
  { name: 'JSON', path: '/json' },
  { name: 'a template escapes', path: '/template' },
  { name: 'an empty body', path: '/empty' },
  { name: 'every byte', path: '/binary' },
  { name: '300 kB', path: '/large' },
  { name: 'HEAD of a page', method: 'HEAD', path: '/' },
  { name: 'HEAD of 300 kB', method: 'HEAD', path: '/large' },
  { name: 'HEAD of a stream', method: 'HEAD', path: '/stream' },
  { name: 'HEAD of a crash', method: 'HEAD', path: '/crash' },
  { name: 'HEAD of what is not there', method: 'HEAD', path: '/missing' },
  { name: 'OPTIONS of a page', method: 'OPTIONS', path: '/' },
  { name: 'OPTIONS of a form', method: 'OPTIONS', path: '/echo' },
  { name: 'OPTIONS of what is not there', method: 'OPTIONS', path: '/missing' },
  { name: 'PUT', method: 'PUT', path: '/echo', body: '{"a": 1}', headers: type('application/json') },
  { name: 'PATCH', method: 'PATCH', path: '/echo', body: 'x' },
  { name: 'DELETE without a body', method: 'DELETE', path: '/echo' },

  // What is sent
  { name: 'a query, twice the same name', path: '/echo?a=1&a=2&b=&c=%C3%A4+b' },
  { name: 'a query that is no UTF-8', path: '/echo?a=%FF' },
  { name: 'a form', method: 'POST', path: '/echo', body: 'a=1&b=%C3%A4&a=2', headers: type(FORM) },
  { name: 'an empty form', method: 'POST', path: '/echo', body: '', headers: type(FORM) },
  { name: 'POST without any body', method: 'POST', path: '/echo' },
  {
    name: 'an upload',
    method: 'POST',
    path: '/echo',
    body: MULTIPART,
    headers: type('multipart/form-data; boundary=edge'),
  },
  { name: 'bytes', method: 'POST', path: '/echo', body: Buffer.from([0, 255, 128, 10, 13]) },
  { name: 'a body in chunks', method: 'POST', path: '/echo', body: 'in several pieces', chunked: true },
  { name: 'a form in chunks', method: 'POST', path: '/echo', body: 'a=1&b=2', headers: type(FORM), chunked: true },
  {
    name: 'a body after 100 Continue',
    method: 'POST',
    path: '/echo',
    body: 'x',
    headers: header('Expect', '100-continue'),
  },
  {
    name: 'the same header twice',
    path: '/headers',
    headers: [
      ['X-A', '1'],
      ['X-A', '2'],
    ],
  },
  {
    name: 'a header with an underscore',
    path: '/headers',
    headers: [
      ['X_Forged', '1'],
      ['X-Fine', '1'],
    ],
  },
  { name: 'a header with letters of Latin-1', path: '/headers', headers: header('X-Word', 'größer') },
  { name: 'a header of 4 kB', path: '/headers', headers: header('X-Long', 'x'.repeat(4096)) },
  { name: 'the environ', path: '/environ?a=1' },
  { name: 'an escaped path', path: '/echo/a%20b%2Fc%C3%A4' },
  { name: 'a path with a plus, a colon and a semicolon', path: '/echo/a+b:c;d=e' },
  { name: 'a path that is no UTF-8', path: '/echo/%FF' },
  { name: 'a whole URL in place of a path', path: 'http://shop.example/echo/a%20b?c=1' },
  { name: 'two slashes', path: '/echo//a' },
  { name: 'dots in a path', path: '/echo/a/../b' },

  // Refused
  { name: '404', path: '/missing' },
  { name: '404 with letters that HTML knows', path: '/%3Cb%3E' },
  { name: '405 of a GET', path: '/only-post' },
  { name: '405 of a PROPFIND', method: 'PROPFIND', path: '/' },
  { name: '405 of a TRACE', method: 'TRACE', path: '/' },
  { name: '413 of a form', method: 'POST', path: '/echo', body: `a=${'x'.repeat(8000)}`, headers: type(FORM) },
  { name: '413 of a body in chunks', method: 'POST', path: '/echo', body: 'x'.repeat(8000), chunked: true },
  { name: '415 of JSON that is none', path: '/abort/415' },
  { name: '429 by abort()', path: '/abort/429' },
  { name: '503 by abort()', path: '/abort/503' },

  // Broken
  { name: 'a crash', path: '/crash' },
  { name: 'a crash of a POST', method: 'POST', path: '/crash', body: 'x' },
  { name: 'a view that returns nothing', path: '/none' },
  { name: 'an exception with its own handler', path: '/tea' },
  { name: 'a header with a line break in it', path: '/bad-header' },
  ...['control', 'delete', 'space', 'letter', 'tab'].map((what) => ({
    name: `a header that may be unsendable: ${what}`,
    path: `/unsendable/${what}`,
  })),
  { name: 'an exception outside of Flask', path: '/outside/raises' },
  { name: 'an exception outside of Flask, after start_response', path: '/outside/raises-late' },
  { name: 'write() as well as a body', path: '/outside/writes' },

  // Statuses without a body, and with words of their own
  { name: '204', path: '/status/204' },
  { name: '304', path: '/status/304' },
  { name: '201', path: '/status/201' },
  { name: 'a status nobody knows', path: '/status/299' },
  { name: 'a reason of one’s own', path: '/reason' },

  // Redirects
  ...[301, 302, 303, 307, 308].map((code) => ({ name: `redirect ${String(code)}`, path: `/redirect/${String(code)}` })),
  { name: 'a redirect of a HEAD', method: 'HEAD', path: '/redirect/302' },
  { name: 'a redirect to another host', path: '/redirect-away' },
  { name: 'the slash that was forgotten', path: '/with-slash?a=1' },

  // Cookies and headers
  { name: 'cookies that are set', path: '/cookies/set' },
  { name: 'a cookie that is deleted', path: '/cookies/delete' },
  { name: 'cookies that come back', path: '/cookies/read', after: '/cookies/set' },
  { name: 'cookies that nobody set', path: '/cookies/read', headers: header('Cookie', 'a=1; b="x y"; broken; c=') },
  { name: 'a signed session is set', path: '/login' },
  { name: 'a signed session comes back', path: '/who', after: '/login' },
  { name: 'a forged session', path: '/who', headers: header('Cookie', 'session=eyJ1c2VyIjoiZXZlIn0.x.y') },
  { name: 'the same header twice in the answer', path: '/twice' },
  { name: 'headers that are between two machines', path: '/hop' },
  { name: 'a header of the answer with letters of Latin-1', path: '/latin-header' },

  // Of Python and its system
  { name: 'coroutines that are run to their end', path: '/asyncio' },
  { name: 'a time zone', path: '/zone' },
  { name: 'the instance folder', path: '/instance' },

  // Files, tags, ranges
  { name: 'a static file that is missing', path: '/static/missing.css' },
  { name: 'a static file’s folder left', path: '/static/../app.py' },
  { name: 'a file to keep', path: '/file' },
  { name: 'a tag', path: '/etag' },
  { name: 'a tag that is known', path: '/etag', headers: header('If-None-Match', '"v1"') },
  { name: 'a tag that is old', path: '/etag', headers: header('If-None-Match', '"v0"') },
  { name: 'a range', path: '/file/ranges', headers: header('Range', 'bytes=2-4') },
  { name: 'a range that is not there', path: '/file/ranges', headers: header('Range', 'bytes=20-') },

  // Streams
  { name: 'a stream', path: '/stream' },
  { name: 'a stream with its length', path: '/stream/sized' },
  { name: 'a stream of nothing', path: '/stream/empty' },
  { name: 'a stream shorter than was said', path: '/stream/short' },
  { name: 'a stream longer than was said', path: '/stream/long' },
  { name: 'a stream that breaks off', path: '/stream/breaks-off' },
  { name: 'a stream with its length that breaks off', path: '/stream/sized-breaks-off' },
  { name: 'a stream that never begins', path: '/stream/never-begins' },
  { name: 'a stream whose close() fails', path: '/stream/closes-badly' },
];
