/** HTML that our own build made of our own authors' Markdown, as part of the page. Nothing else may come in this way. */
'use client';

import { contentHtml } from '@/lib/trusted-html';

export function ContentHtml({ html, className }: { readonly html: string; readonly className: string }) {
  return <div className={className} dangerouslySetInnerHTML={{ __html: contentHtml(html) }} />;
}
