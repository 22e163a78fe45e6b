/**
 * A review card for each myth of content/myths, where there are any: the claim, and what is so. It reads the few settings
 * that a card needs; what else a myth is made of is not its business.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReviewCard } from './card-types.ts';
import { ContentError } from './content-error.ts';
import { readYaml, takeApart } from './load-cards.ts';
import { markdownToHtml } from './markdown.ts';
import { entriesOf, isFolder } from './read-folder.ts';

/** Of myth.mdx; others belong to the experiment. */
const mythSchema = z.looseObject({ claim: z.string(), holds: z.boolean(), reality: z.string() });

/** @throws ContentError */
export async function mythCards(root: string): Promise<ReviewCard[]> {
  const folder = join(root, 'content', 'myths');
  const slugs = isFolder(folder) ? entriesOf(folder).filter((name) => existsSync(join(folder, name, 'myth.mdx'))) : [];
  return Promise.all(
    slugs.map(async (slug): Promise<ReviewCard> => {
      const file = `content/myths/${slug}/myth.mdx`;
      const parsed = mythSchema.safeParse(readYaml(takeApart(readFileSync(join(root, file), 'utf8')).yaml, file));
      if (!parsed.success) throw new ContentError({ file, line: 1 }, parsed.error.issues[0]?.message ?? 'invalid');
      const { claim, holds, reality } = parsed.data;
      return {
        id: `myth/${slug}`,
        kind: 'myth',
        // In play once it was answered: answers to myths are kept under this name.
        question: `myths:${slug}`,
        front: await markdownToHtml(`True or false?\n\n> ${claim}`),
        back: await markdownToHtml(`**${holds ? 'True.' : 'False.'}** ${reality}`),
        source: { title: 'Myths', url: '/myths' },
        task: null,
      };
    }),
  );
}
