/**
 * The files that a page of the app asks for, fetched through the live server and turned into `data:` URLs. Each is asked
 * for once a page. What is somewhere else, missing or too big is named, so that the workbench can say so.
 */
import type { HttpExchange } from '../runtime/live-server.ts';
import { headerOf, redirectTarget } from '../runtime/browser-session.ts';
import { resolveReference } from './address.ts';
import { mimeType, toDataUrl } from './data-url.ts';

/** Asks the app for a path; null when there was no answer. */
export type LoadFile = (path: string) => Promise<{ readonly exchange: HttpExchange; readonly url: string } | null>;

export interface PageFile {
  readonly url: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface MissingFile {
  readonly url: string;
  readonly why: 'elsewhere' | 'no-answer' | 'too-big' | { readonly status: number };
}

const MAX_FILE = 8 * 1024 * 1024;
const MAX_FILES = 200;

export class PageFiles {
  readonly missing: MissingFile[] = [];
  private readonly asked = new Map<string, Promise<PageFile | null>>();

  constructor(
    private readonly load: LoadFile,
    private readonly siteOrigin: string,
  ) {}

  /** Null when the page must do without; `missing` says why. */
  get(reference: string, baseUrl: string): Promise<PageFile | null> {
    const target = resolveReference(reference, baseUrl, this.siteOrigin);
    if (target.kind === 'elsewhere') {
      this.miss({ url: target.url, why: 'elsewhere' });
      return Promise.resolve(null);
    }
    const known = this.asked.get(target.path);
    if (known) return known;
    if (this.asked.size >= MAX_FILES) return Promise.resolve(null);
    const file = this.fetch(target.path);
    this.asked.set(target.path, file);
    return file;
  }

  /** The file as a `data:` URL, or null. What already is data, or empty, stays as it is. */
  async dataUrl(reference: string, baseUrl: string): Promise<string | null> {
    if (/^(?:data|blob|about):/i.test(reference) || reference.trim() === '') return reference;
    const file = await this.get(reference, baseUrl);
    const fragment = /#[^#]*$/.exec(reference)?.[0] ?? '';
    return file && toDataUrl(file.bytes, file.type) + fragment;
  }

  private async fetch(path: string): Promise<PageFile | null> {
    const answer = await this.load(path);
    const url = answer?.url ?? path;
    if (!answer) {
      this.miss({ url, why: 'no-answer' });
      return null;
    }
    const { status, headers, body } = answer.exchange.response;
    if (status >= 400 || redirectTarget(answer.exchange, url)) {
      this.miss({ url, why: { status } });
      return null;
    }
    if (body.length > MAX_FILE) {
      this.miss({ url, why: 'too-big' });
      return null;
    }
    return { url, type: mimeType(headerOf(headers, 'content-type')) || 'application/octet-stream', bytes: body };
  }

  private miss(missing: MissingFile): void {
    if (!this.missing.some(({ url }) => url === missing.url)) this.missing.push(missing);
  }
}
