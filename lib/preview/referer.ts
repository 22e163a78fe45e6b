/** What a page says of itself when it leads to another address of the app: the Referer header of links, forms, scripts. */

const NOTHING = ['no-referrer'];
const ORIGIN_ALONE = ['origin', 'strict-origin'];
/** All the same within one origin: https://w3c.github.io/webappsec-referrer-policy/ */
const WHOLE = [
  'strict-origin-when-cross-origin',
  'origin-when-cross-origin',
  'same-origin',
  'no-referrer-when-downgrade',
  'unsafe-url',
];
const POLICIES = [...NOTHING, ...ORIGIN_ALONE, ...WHOLE];

/**
 * @param pageUrl absolute
 * @param policy the page's Referrer-Policy header; the last one that is known counts
 * @returns null for no header
 */
export function refererOf(pageUrl: string, policy = ''): string | null {
  const names = policy.split(',').map((name) => name.trim().toLowerCase());
  const chosen = names.findLast((name) => POLICIES.includes(name)) ?? '';
  if (NOTHING.includes(chosen)) return null;
  const { origin, pathname, search } = new URL(pageUrl);
  return ORIGIN_ALONE.includes(chosen) ? `${origin}/` : origin + pathname + search;
}
