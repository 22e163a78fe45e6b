/**
 * `npm start`: builds what is not built yet and serves the course. Its last line is the one URL to open.
 * PORT chooses the port. Runs from scripts/bootstrap.mjs, which has seen to Node, Python and the npm packages.
 */
import { BASE_PATH, SITE } from './lib/paths.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure } from './lib/stages.mts';
import { closeOnSignal, parsePort, serve } from './serve.mts';

const DEFAULT_PORT = '3000';

try {
  const port = parsePort(process.env.PORT ?? DEFAULT_PORT);
  // A taken port should be said now, not after two minutes of building.
  await (await serve({ dir: SITE, port })).close();
  await ensureBundle();
  await ensureSite();
  const server = await serve({ dir: SITE, port, basePath: BASE_PATH });
  closeOnSignal(server);
  console.log('Serving; Ctrl-C ends it.');
  console.log(server.url);
} catch (error) {
  reportFailure(error);
}
