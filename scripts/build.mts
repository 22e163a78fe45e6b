/** `npm run build`: the static site in out/, ready for any static host; the hosts' header files in .cache/deploy. */
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure } from './lib/stages.mts';

try {
  await ensureBundle();
  await ensureSite();
} catch (error) {
  reportFailure(error);
}
