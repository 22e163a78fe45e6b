/**
 * The three typefaces, from npm packages, latin only; nothing is fetched from another host. Next adds fallbacks with
 * the same metrics, so text does not move when a face arrives. The mono face is not preloaded: it would compete with
 * the server's own files, and code is readable in the system's.
 */
import localFont from 'next/font/local';

export const uiFace = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--face-ui',
  display: 'swap',
  adjustFontFallback: 'Arial',
});

export const serifFace = localFont({
  src: [
    {
      path: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
      style: 'normal',
    },
  ],
  weight: '200 900',
  variable: '--face-serif',
  display: 'swap',
  adjustFontFallback: 'Times New Roman',
});

export const monoFace = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--face-mono',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
});
