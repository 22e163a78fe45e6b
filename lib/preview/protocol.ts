/**
 * The wire between the workbench and the rendered page, over one MessagePort a page. What comes from the page was
 * written by the learner's program, or by somebody's: it is parsed here and trusted with nothing but asking the app.
 * The other end is public/preview.html.
 */
import * as z from 'zod/mini';

const headers = z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(200));
const body = z.optional(z.instanceof(ArrayBuffer));
const MAX_URL = 16_384;
const url = z.string().check(z.maxLength(MAX_URL));

const fromPreview = z.discriminatedUnion('type', [
  /** A link, a form, a script: go there. `url` is absolute. */
  z.object({ type: z.literal('navigate'), method: z.string(), url, headers, body }),
  z.object({
    type: z.literal('fetch'),
    id: z.number(),
    method: z.string(),
    url,
    headers,
    body,
    redirect: z.enum(['follow', 'manual', 'error']),
  }),
  /** history.pushState or replaceState. */
  z.object({ type: z.literal('moved'), url, replace: z.boolean() }),
  z.object({ type: z.literal('travel'), by: z.number() }),
  z.object({ type: z.literal('title'), title: z.string().check(z.maxLength(2_000)) }),
  /** An error of the page's own scripts that nobody caught. `line` counts from 1; 0 when the browser does not say. */
  z.object({
    type: z.literal('failed'),
    message: z.string().check(z.maxLength(500)),
    line: z.int().check(z.minimum(0)),
  }),
  /** The page stands and may be looked at. */
  z.object({ type: z.literal('written') }),
]);
export type FromPreview = z.infer<typeof fromPreview>;

/** Null for what no page of ours says. */
export function parseFromPreview(message: unknown): FromPreview | null {
  const parsed = fromPreview.safeParse(message);
  return parsed.success ? parsed.data : null;
}

export type ToPreview =
  | { readonly type: 'show'; readonly html: string; readonly url: string }
  | {
      readonly type: 'fetched';
      readonly id: number;
      readonly status: number;
      readonly reason: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
      readonly url: string;
      readonly redirected: boolean;
    }
  | { readonly type: 'refused'; readonly id: number; readonly message: string };

/** What a fresh preview document says to whoever framed it, before it has a port. */
export const READY = 'graceful-preview-ready';
/** Sent back with the port. */
export const CONNECT = 'graceful-preview-connect';
