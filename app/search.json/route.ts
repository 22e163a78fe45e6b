/** What the search searches, as one file of the site. */
import { getCourse, getPractice } from '@/lib/course/course';
import { searchEntries } from '@/lib/course/search-entries';

export const dynamic = 'force-static';

export async function GET(): Promise<Response> {
  const { lessons } = await getCourse();
  return Response.json(searchEntries(lessons, await getPractice()));
}
