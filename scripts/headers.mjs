// @ts-check
/*
 * The one list of response headers. `npm start`, the tests and the bench serve by it, next.config.mjs gives it to the
 * dev server, and scripts/lib/header-files.mts writes it out for hosts. Plain JavaScript because next.config.mjs is.
 * The page's own Content-Security-Policy is not here: its hashes differ from page to page (scripts/lib/page-policy.mts).
 *
 * Some hosts join the values when two rules set one header for the same path, so no two rules that can meet may
 * name the same header; headers.test.ts holds us to it.
 */

/**
 * @typedef {object} HeaderRule
 * @property {string} path an exact path, or a prefix that ends in `*`
 * @property {Readonly<Record<string, string>>} headers
 */

/** @type {readonly HeaderRule[]} */
export const HEADER_RULES = [
  {
    path: '/*',
    headers: {
      // Both together make the page cross-origin isolated, which the WebContainer host and precise timers need.
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      // What a <meta> policy cannot say: nobody else may frame a page. Ours frame the sandbox and the preview.
      'Content-Security-Policy': "frame-ancestors 'self'",
      'Permissions-Policy':
        'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      // The sandbox and the preview are opaque origins: to them, our own files come from somewhere else. Nothing here
      // is private, every file is public and the same for everyone.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  },
  // Named by their content; sandbox.html and manifest.json beside the runtime's files are not.
  ...[
    '/_next/static/*',
    '/runtime/interpreter-*',
    '/runtime/wasm-*',
    '/runtime/stdlib-*',
    '/runtime/server*',
    '/runtime/workshop*',
    '/runtime/host*',
  ].map((path) => ({ path, headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } })),
];

/** What a path without a caching rule gets from our own server; hosts do the same by themselves. */
export const DEFAULT_CACHE_CONTROL = 'no-cache';

/**
 * @param {string} rulePath
 * @param {string} path
 */
export function ruleApplies(rulePath, path) {
  return rulePath.endsWith('*') ? path.startsWith(rulePath.slice(0, -1)) : path === rulePath;
}

/**
 * Every header of a path, from all rules that apply to it.
 * @param {string} path the URL's path
 * @returns {Record<string, string>}
 */
export function headersFor(path) {
  return Object.assign(
    { 'Cache-Control': DEFAULT_CACHE_CONTROL },
    ...HEADER_RULES.filter((rule) => ruleApplies(rule.path, path)).map((rule) => rule.headers),
  );
}
