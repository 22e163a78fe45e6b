/** A free project in the workbench: templates to start from, links and zips to share. Reads content and hands it on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metadata } from 'next';
import { Playground } from '@/components/playground/playground';
import { RuntimeManifest } from '@/components/site/runtime-manifest';
import { SiteHeader } from '@/components/site/site-header';
import { getCourse, getTemplates } from '@/lib/course/course';
import { pinsOf, type PinnedPackage } from '@/lib/playground/requirements';

const description =
  'A Flask project of your own on a real server in the page: start from a template, share it as a link.';
export const metadata: Metadata = { title: 'Playground', description };

export default async function PlaygroundPage() {
  const { course } = await getCourse();
  return (
    <>
      <RuntimeManifest headStart />
      <SiteHeader course={course} trail={['Playground']} />
      <Playground templates={getTemplates()} pins={pins()} />
    </>
  );
}

/** All that the live server has: what a downloaded project asks pip for. */
const pins = (): readonly PinnedPackage[] =>
  pinsOf(readFileSync(join(process.cwd(), 'python', 'requirements-workshop.lock'), 'utf8'));
