/** A page as a picture of itself: its text and its own styles, without what would run or be fetched. Needs a DOM. */
const ACTIVE = 'script, link, meta[http-equiv], base, iframe, object, embed, img, video, audio';

export function stillPage(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll(ACTIVE)) element.remove();
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
