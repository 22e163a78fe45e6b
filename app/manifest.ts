/** What makes the course installable. Addresses are relative to the manifest's own, so that any path will do. */
import type { MetadataRoute } from 'next';

export const dynamic = 'force-static';

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Graceful: error handling in production with Flask',
    short_name: 'Graceful',
    description: 'A course with a real Flask server in every page. Works without a network.',
    id: './',
    start_url: './',
    scope: './',
    display: 'standalone',
    // The page's own grounds are in app/globals.css.
    background_color: '#fbfaf6',
    theme_color: '#fbfaf6',
    categories: ['education', 'developer tools'],
    icons: [
      { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Playground', url: 'playground' },
      { name: 'Cheat sheet', url: 'cheatsheet' },
    ],
  };
}
