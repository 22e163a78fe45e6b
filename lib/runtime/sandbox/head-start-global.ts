/** Where the head start leaves its server for the page's other scripts. */
import type { LiveServer } from '../live-server.ts';

declare global {
  var gracefulHeadStart: LiveServer | undefined;
}
