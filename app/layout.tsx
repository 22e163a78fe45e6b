/** The frame of every page: language, faces, first paint, the skip link. */
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { OfflineStart } from '@/components/offline/offline-start';
import { EarlyActions, EarlyActionsScript } from '@/components/site/early-actions';
import { FirstPaint } from '@/components/site/first-paint';
import { monoFace, serifFace, uiFace } from './fonts';
import './globals.css';

/** Set to nothing is not set, as a container's build argument comes. */
const siteUrl = process.env.GRACEFUL_SITE_URL ?? '';
const description =
  'A course on error handling in production with Flask. Every page has a real Flask server in it: break it, read its log, mend it, and see what your visitor sees.';

export const metadata: Metadata = {
  // Absolute addresses in link previews need to know where the site lives.
  metadataBase: new URL(siteUrl === '' ? 'http://localhost:3000' : siteUrl),
  title: { default: 'Graceful: error handling in production with Flask', template: '%s · Graceful' },
  description,
  openGraph: { type: 'website', siteName: 'Graceful', title: 'Graceful', description },
  twitter: { card: 'summary_large_image' },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf6' },
    { media: '(prefers-color-scheme: dark)', color: '#161511' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The first-paint script sets attributes on <html> that React does not know of.
    <html
      lang="en"
      className={`${uiFace.variable} ${serifFace.variable} ${monoFace.variable}`}
      suppressHydrationWarning
    >
      <head>
        <FirstPaint />
        <EarlyActionsScript />
      </head>
      <body>
        <a href="#main" className="skip-link">
          Skip to the text
        </a>
        {children}
        <OfflineStart />
        <EarlyActions />
      </body>
    </html>
  );
}
