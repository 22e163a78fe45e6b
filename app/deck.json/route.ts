/** Which cards there are, without what is on them: for the count in the header. */
import { getDeck } from '@/lib/course/course';

export const dynamic = 'force-static';

export async function GET(): Promise<Response> {
  return Response.json(await getDeck());
}
