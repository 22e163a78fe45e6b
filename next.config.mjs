// @ts-check
/*
 * How Next builds the site: a folder of static files for any host, under GRACEFUL_BASE_PATH if it is not the root.
 * Pages are `learn/x.html`, which static hosts answer as `/learn/x`. Knows nothing of lessons or of the Python bundle.
 */
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';
import { HEADER_RULES } from './scripts/headers.mjs';

const basePath = (process.env.GRACEFUL_BASE_PATH ?? '').replace(/\/+$/, '');
/** Named by what it is made of (scripts/lib/site.mts), so that equal sources make equal sites. */
const build = process.env.GRACEFUL_BUILD ?? 'by-hand';

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  trailingSlash: false,
  basePath,
  generateBuildId: () => build,
  env: {
    NEXT_PUBLIC_BASE_PATH: basePath,
    NEXT_PUBLIC_BUILD: build,
    NEXT_PUBLIC_OFFLINE: process.env.GRACEFUL_OFFLINE === 'off' ? 'off' : 'on',
  },
  // `npm test` checks all types, once and with the whole project; whoever only wants to read should not wait for it.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
};

/** @param {string} phase */
export default function nextConfig(phase) {
  if (phase !== PHASE_DEVELOPMENT_SERVER) return config;
  // The export is served with the same list by scripts/serve.mts, and by hosts from the files made of it.
  return {
    ...config,
    headers: async () =>
      // Next caches its own files as it sees fit while they change.
      HEADER_RULES.filter(({ path }) => !path.startsWith('/_next/')).map(({ path, headers }) => ({
        source: path.replace(/\*$/, ':rest(.*)'),
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      })),
  };
}
