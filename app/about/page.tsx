/** How the course works, and what it does with what you do: nothing. */
import type { Metadata } from 'next';
import Link from 'next/link';
import { OfflinePanel } from '@/components/offline/offline-panel';
import { HomeLink } from '@/components/site/home-link';
import { bundleManifest } from '@/components/site/runtime-manifest';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { ThisCopy } from '@/components/site/this-copy';
import { getCourse } from '@/lib/course/course';

export const metadata: Metadata = {
  title: 'How it works',
  description: 'A real Flask server inside the page, and nothing that leaves your browser.',
};

/** What pages, editor and fonts come to, packed. */
const PAGES_MB = 6;

/** About how much is fetched to keep the course, in megabytes. */
function megabytesToKeep(): number {
  const files = Object.values(bundleManifest()?.files ?? {});
  return Math.round(PAGES_MB + files.reduce((sum, { br }) => sum + br, 0) / 1e6);
}

export default async function AboutPage() {
  const { course } = await getCourse();
  return (
    <>
      <SiteHeader course={course} trail={['How it works']} />
      <main id="main" className="mx-auto max-w-[44rem] px-5 pt-12 pb-20 sm:px-8 sm:pt-16">
        <h1 className="display text-[2.2rem] sm:text-[2.7rem]">How it works</h1>
        <p className="mt-4 mb-8 font-serif text-xl leading-normal text-soft">
          The server beside each lesson is Flask, running in your browser. It is slower than your laptop’s and has no
          network; in everything this course is about, it behaves as the one you deploy.
        </p>
        <div className="prose">
          <h2>The server</h2>
          <p>
            The page brings CPython, compiled to WebAssembly by the Pyodide project, with Flask, Werkzeug and Jinja as
            they come from the Python package index. Your <code>app.py</code> is imported as the <code>flask</code>{' '}
            command would import it, and every request goes through Python’s own WSGI server code. No answer is staged.
            The same file runs with <code>flask run</code> on your machine.
          </p>
          <p>
            When you save, the project starts in a fresh interpreter, as a restarted server does. A request that takes
            too long has its interpreter ended and gets no answer. Tests are pytest, run in a second interpreter, so
            that they never disturb the log you are reading.
          </p>
          <h2>What it cannot do</h2>
          <ul>
            <li>
              <strong>Reach a network.</strong> A call to another service fails, or meets a stand-in that a lesson
              brings.
            </li>
            <li>
              <strong>Start threads or processes.</strong> WebAssembly gives Python one of each. Lessons that need more
              say so.
            </li>
            <li>
              <strong>Use more than 512 MB.</strong> A view that tries is ended, and the server starts again.
            </li>
          </ul>
          <h2 id="offline">Without a network</h2>
          <p>
            After one visit the whole course is kept on this device: every page, the editor, Python. It can be installed
            like an app, from the browser’s menu. A newer version is fetched beside the one you have and says so; it
            takes over when you ask, or when you come back with no page of the course open.
          </p>
          <OfflinePanel megabytes={megabytesToKeep()} />
          <h2>Privacy</h2>
          <p>
            Nothing you type, answer or run leaves your browser. There is no account, no cookie, no tracking, and no
            request to any other site; fonts, Python and editor all come from here. Whoever hosts this copy sees which
            files were fetched, as any web server does.
          </p>
          <p>
            One choice changes that, and only if you make it: the workbench can run its server in a WebContainer.
            StackBlitz serves the engine for that, and so sees your address and this site’s. Your code still runs in
            your tab. Switch back to the sandbox and nothing is asked of it again.
          </p>
          <p>
            Your code, answers and results are kept in this browser’s own database, for this site alone. The{' '}
            <Link href="/progress#record">progress page</Link> exports them as one file, imports them elsewhere, and
            erases them; clearing the site’s data in the browser removes them, too. In a private window they are gone
            when it closes, and the page says so if they cannot be kept at all.
          </p>
          <h2 id="this-copy">This copy</h2>
          <p>What the host of this copy, and your browser, allow it:</p>
          <ThisCopy />
          <h2>Safety</h2>
          <p>
            The code that runs beside a lesson is somebody’s program, and it is treated so: it runs in a frame that has
            no access to this page, to its storage, or to the network. The page it renders is shut in the same way.
          </p>
          <p>
            <HomeLink>To the course</HomeLink>
          </p>
        </div>
      </main>
      <SiteFooter />
    </>
  );
}
