/**
 * Turns the HTML of an answer into a document that needs no network: its stylesheets, scripts, images and fonts are
 * asked of the app first and put into it. The HTML is parsed inertly: nothing in it runs here.
 */
import { inlineCss } from './inline-css.ts';
import { decodeText, textToDataUrl, toDataUrl } from './data-url.ts';
import { followModules } from './inline-modules.ts';
import { PageFiles, type LoadFile, type MissingFile } from './page-files.ts';

export interface InlinedPage {
  readonly html: string;
  readonly missing: readonly MissingFile[];
}

/** What the app's own policy, or a nested frame, could say is not for this stage. */
const REMOVED =
  'meta[http-equiv="content-security-policy" i], link[rel~="icon" i], link[rel~="preload" i], link[rel~="preconnect" i]';

export async function inlinePage(
  html: string,
  pageUrl: string,
  load: LoadFile,
  siteOrigin: string,
): Promise<InlinedPage> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const files = new PageFiles(load, siteOrigin);
  const baseUrl = page.querySelector('base[href]')?.getAttribute('href') ?? '';
  const base = URL.canParse(baseUrl, pageUrl) ? new URL(baseUrl, pageUrl).href : pageUrl;
  for (const element of page.querySelectorAll(REMOVED)) element.remove();
  // The page's own script does it: public/preview.html.
  for (const element of page.querySelectorAll('meta[http-equiv="refresh" i]'))
    element.setAttribute('http-equiv', 'x-refresh');
  await Promise.all([
    inlineStyles(page, base, files),
    inlineScripts(page, base, files),
    inlineMedia(page, base, files),
  ]);
  replaceFrames(page);
  for (const element of page.querySelectorAll('base')) element.removeAttribute('href');
  const doctype = page.doctype ? `<!doctype ${doctypeText(page.doctype)}>` : '';
  return { html: doctype + withBase(page.documentElement.outerHTML, base, siteOrigin), missing: files.missing };
}

async function inlineStyles(page: Document, base: string, files: PageFiles): Promise<void> {
  const links = [...page.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet" i][href]')];
  const sheets = [...page.querySelectorAll('style')];
  const styled = [...page.querySelectorAll('[style*="url(" i]')];
  await Promise.all([
    ...links.map(async (link) => {
      const file = await files.get(link.getAttribute('href') ?? '', base);
      link.removeAttribute('integrity');
      link.removeAttribute('crossorigin');
      if (!file) link.remove();
      else
        link.setAttribute(
          'href',
          textToDataUrl(await inlineCss(decodeText(file.bytes, file.type), file.url, files), 'text/css'),
        );
    }),
    ...sheets.map(async (sheet) => {
      sheet.textContent = await inlineCss(sheet.textContent, base, files);
    }),
    ...styled.map(async (element) => {
      element.setAttribute('style', await inlineCss(element.getAttribute('style') ?? '', base, files));
    }),
  ]);
}

async function inlineScripts(page: Document, base: string, files: PageFiles): Promise<void> {
  const scripts = [...page.querySelectorAll('script')];
  const modules = scripts.filter(({ type }) => type.toLowerCase() === 'module');
  await Promise.all(
    scripts
      .filter((script) => script.hasAttribute('src') && !modules.includes(script))
      .map(async (script) => {
        const file = await files.get(script.getAttribute('src') ?? '', base);
        script.removeAttribute('integrity');
        script.removeAttribute('crossorigin');
        // A data: URL keeps what src means: defer and async work, and an inline body is ignored.
        if (file) script.setAttribute('src', toDataUrl(file.bytes, 'text/javascript'));
        else script.remove();
      }),
  );
  if (modules.length === 0) return;
  const entries = await Promise.all(
    modules.map(async (script) => {
      const src = script.getAttribute('src');
      if (src === null) return { script, source: script.textContent, baseUrl: base };
      const file = await files.get(src, base);
      return { script, source: file ? decodeText(file.bytes, file.type) : '', baseUrl: file?.url ?? base };
    }),
  );
  const graph = await followModules(entries, files);
  for (const { script, source, baseUrl } of entries) {
    if (script.hasAttribute('src'))
      script.setAttribute('src', textToDataUrl(graph.rewrite(source, baseUrl), 'text/javascript'));
    else script.textContent = graph.rewrite(source, baseUrl);
  }
  if (Object.keys(graph.imports).length === 0) return;
  const map = page.createElement('script');
  map.type = 'importmap';
  map.textContent = JSON.stringify({ imports: graph.imports }).replaceAll('<', '\\u003c');
  page.head.prepend(map);
}

const MEDIA = 'img[src], input[type="image" i][src], audio[src], video[src], source[src], track[src], video[poster]';

async function inlineMedia(page: Document, base: string, files: PageFiles): Promise<void> {
  const embed = async (element: Element, attribute: string): Promise<void> => {
    const reference = element.getAttribute(attribute);
    if (reference === null || reference.startsWith('#')) return;
    const data = await files.dataUrl(reference, base);
    if (data !== null) element.setAttribute(attribute, data);
    else if (element.localName === 'img') element.setAttribute(attribute, placeholder(reference));
    else element.removeAttribute(attribute);
  };
  // The one in `src` has to do: which of several a browser would take depends on the screen.
  for (const element of page.querySelectorAll('img[srcset], source[srcset]')) element.removeAttribute('srcset');
  await Promise.all([
    ...[...page.querySelectorAll(MEDIA)].flatMap((element) =>
      ['src', 'poster'].filter((name) => element.hasAttribute(name)).map((name) => embed(element, name)),
    ),
    ...[...page.querySelectorAll('svg image[href], svg use[href]')].map((element) => embed(element, 'href')),
  ]);
}

/** A small picture that says what is missing, in its place. */
function placeholder(reference: string): string {
  const words = `Not loaded: ${reference}`.replaceAll(/[<&>"]/g, ' ');
  const width = Math.min(480, 20 + words.length * 7);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="32"><rect width="100%" height="100%" fill="#eee"/>` +
    `<text x="10" y="21" font-family="sans-serif" font-size="13" fill="#444">${words}</text></svg>`;
  return textToDataUrl(svg, 'image/svg+xml');
}

function replaceFrames(page: Document): void {
  for (const frame of page.querySelectorAll('iframe, frame, object, embed, portal')) {
    const note = page.createElement('p');
    note.textContent = `[${frame.localName}: ${frame.getAttribute('src') ?? frame.getAttribute('data') ?? 'inline'} is not shown here]`;
    frame.replaceWith(note);
  }
}

/**
 * The base is the app's path on the course's own origin: when a script goes somewhere, the browser refuses the address
 * and names it whole only if it is on that origin (frame-guard.ts). It is put into the text, since the course's own
 * policy, which parsed documents inherit, allows no element of this kind.
 */
function withBase(html: string, base: string, siteOrigin: string): string {
  const { pathname, search } = new URL(base);
  const href = (siteOrigin + pathname + search).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return html.replace(/<head\b[^>]*>/, (head) => `${head}<base href="${href}">`);
}

function doctypeText({ name, publicId, systemId }: DocumentType): string {
  if (publicId !== '') return `${name} PUBLIC "${publicId}" "${systemId}"`;
  return systemId === '' ? name : `${name} SYSTEM "${systemId}"`;
}
