/** Records of learners, made for tests as the export file has them, and what one does with such files on the progress page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

export const DAY = 86_400_000;

type Rows = Readonly<Record<string, unknown>>[];
export interface ExportFile {
  readonly format: string;
  readonly version: number;
  readonly exportedAt: string;
  readonly records: Record<string, Rows>;
}

/** Slug → names of its goals, as the course has them. */
export function lessonGoals(): Map<string, readonly string[]> {
  const folder = 'content/lessons';
  return new Map(
    readdirSync(folder).map((name) => {
      const source = readFileSync(join(folder, name, 'tests', 'test_goals.py'), 'utf8');
      return [name.replace(/^\d+-/, ''), [...source.matchAll(/^def (test_\w+)/gm)].map(([, test = '']) => test)];
    }),
  );
}

export const emptyRecords = (): Record<string, Rows> => ({
  draftFiles: [],
  snapshots: [],
  answers: [],
  goalResults: [],
  places: [],
  ratings: [],
  attention: [],
  settings: [],
});

export const fileOf = (records: Partial<Record<string, Rows>>, at = Date.now()): ExportFile => ({
  format: 'graceful-progress',
  version: 2,
  exportedAt: new Date(at).toISOString(),
  records: { ...emptyRecords(), ...records } as Record<string, Rows>,
});

/** Goals of these lessons, reached so many days ago. */
export function reachedGoals(slugs: readonly string[], daysAgo = 3): Rows {
  const goals = lessonGoals();
  return slugs.flatMap((slug) =>
    (goals.get(slug) ?? []).map((test) => {
      const at = Date.now() - daysAgo * DAY;
      const projectId = `lesson/${slug}`;
      return {
        key: `${projectId}:${test}`,
        projectId,
        test,
        outcome: 'passed',
        message: '',
        testedAt: at,
        firstPassedAt: at,
      };
    }),
  );
}

export const asUpload = (file: unknown, name = 'graceful-progress.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof file === 'string' ? file : JSON.stringify(file)),
});

export async function chooseFile(
  page: Page,
  file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What to do next' })).toBeVisible();
  await page.getByLabel('File to import').setInputFiles(file);
}

/** Takes the file in, on the progress page. */
export async function importFile(page: Page, file: ExportFile): Promise<void> {
  await page.goto('/progress');
  await chooseFile(page, asUpload(file));
  await page.getByRole('button', { name: 'Import this' }).click();
  await expect(page.getByText(/^Imported: /)).toBeVisible();
}

/** What the learner's export holds now. */
export async function exportRecords(page: Page): Promise<ExportFile> {
  if (!page.url().endsWith('/progress')) await page.goto('/progress');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const path = await (await downloading).path();
  return JSON.parse(readFileSync(path, 'utf8')) as ExportFile;
}
