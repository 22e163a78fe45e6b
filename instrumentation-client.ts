/**
 * Next.js runs this in every page before React: what libraries must be told before their first use.
 * https://nextjs.org/docs/app/api-reference/file-conventions/instrumentation-client
 */
import { config } from 'zod/v4/core';

// The pages' policy allows no code from strings; zod would try once, and the browser would report it.
config({ jitless: true });
