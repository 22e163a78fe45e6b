/** The export file's format as a JSON Schema, for whoever reads such a file with other tools. Made from the records' own schemas. */
import { z } from 'zod';
import { FORMAT, PORTABLE_TABLES } from './export-file.ts';
import { SCHEMA_VERSION, SCHEMAS } from './records.ts';

export function fileSchema(): Record<string, unknown> {
  const shapes = PORTABLE_TABLES.map((table) => {
    const { $schema: _dialect, ...shape } = z.toJSONSchema(SCHEMAS[table]);
    return [table, shape] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The progress of one learner, exported',
    type: 'object',
    required: ['format', 'version', 'exportedAt', 'records'],
    properties: {
      format: { const: FORMAT },
      version: { const: SCHEMA_VERSION },
      exportedAt: { type: 'string', format: 'date-time' },
      records: {
        type: 'object',
        properties: Object.fromEntries(
          PORTABLE_TABLES.map((table) => [table, { type: 'array', items: { $ref: `#/$defs/${table}` } }]),
        ),
      },
      unreadable: {
        type: 'array',
        description: 'Records that the exporting browser held and could not read.',
        items: { type: 'object', required: ['table'], properties: { table: { type: 'string' }, record: {} } },
      },
    },
    $defs: Object.fromEntries(shapes),
  };
}
