/** `npm run licences`: writes docs/licences.md. What it says must be true is checked by `npm test`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLicences, licencesDocument } from './lib/licences.mts';
import { ROOT } from './lib/paths.mts';
import { ensureBundle } from './lib/site.mts';
import { reportFailure } from './lib/stages.mts';

try {
  await ensureBundle();
  writeFileSync(join(ROOT, 'docs', 'licences.md'), licencesDocument(allLicences()));
} catch (error) {
  reportFailure(error);
}
