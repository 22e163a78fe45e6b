/** The finished app of the course, with its tests, as one file to take along. */
import { getFinishedApp } from '@/lib/course/course';
import { packZip } from '@/lib/playground/project-zip';

export const dynamic = 'force-static';

export function GET(): Response {
  return new Response(packZip(getFinishedApp()));
}
