/** Writes docs/progress-file.schema.json, after a record got another shape: `node --import tsx scripts/progress-schema.mts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSchema } from '../lib/progress/file-schema.ts';
import { ROOT } from './lib/paths.mts';

writeFileSync(join(ROOT, 'docs', 'progress-file.schema.json'), `${JSON.stringify(fileSchema(), null, 2)}\n`);
