/** The 404 page. Static hosts send it with the status 404, as the first lesson asks of its reader. */
import type { Metadata } from 'next';
import Link from 'next/link';
import { AskedPath } from '@/components/site/asked-path';
import { HomeLink } from '@/components/site/home-link';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { StatusPage } from '@/components/site/status-page';
import { getCourse } from '@/lib/course/course';

export const metadata: Metadata = { title: 'No page at this address' };

export default async function NotFound() {
  const { course, lessons } = await getCourse();
  return (
    <>
      <SiteHeader course={course} />
      <StatusPage
        status={404}
        reason="Not Found"
        title="There is no page at this address."
        actions={
          <>
            <HomeLink className="button">To the course</HomeLink>
            {lessons[0] ? (
              <Link href={`/learn/${lessons[0].slug}`} className="button button-quiet">
                To the first lesson
              </Link>
            ) : null}
          </>
        }
      >
        <p>
          You asked for <AskedPath />. Either the link that brought you here is old, or a letter went astray on the way.
          Nothing of yours is lost: code and answers stay in this browser.
        </p>
        <p>
          If you got here from a page of this course, the mistake is ours. Tell us the address you came from, and the
          one above.
        </p>
      </StatusPage>
      <SiteFooter />
    </>
  );
}
