/**
 * The two ways HTML may enter a page of ours as text. The pages' policy demands Trusted Types (scripts/lib/page-policy.mts), so a
 * string that goes to `innerHTML` by any other way is refused. Browsers without Trusted Types take the string as it is.
 */
interface Policy {
  createHTML(html: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { readonly createHTML: (html: string) => string }): Policy;
}

/** scripts/lib/page-policy.mts allows these names, and no others of ours. */
export const HTML_POLICIES = { content: 'graceful-content', inert: 'graceful-inert' } as const;

const made = new Map<string, Policy>();

function pass(html: string, name: string): string {
  // Not yet in TypeScript's DOM library.
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Factory };
  if (!trustedTypes) return html;
  let policy = made.get(name);
  if (!policy) {
    policy = trustedTypes.createPolicy(name, { createHTML: (text) => text });
    made.set(name, policy);
  }
  // What takes HTML takes a TrustedHTML wherever the browser has them.
  return policy.createHTML(html) as string;
}

/** HTML that our own build made of our own authors' Markdown. */
export const contentHtml = (html: string): string => pass(html, HTML_POLICIES.content);

/** Anybody's HTML, for a parser whose document is never part of the page: nothing in it runs or loads. */
export const inertHtml = (html: string): string => pass(html, HTML_POLICIES.inert);
