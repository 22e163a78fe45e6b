/** Where the head start leaves its host for the page's other scripts. */
import type { SandboxHost } from './sandbox-host.ts';

declare global {
  var gracefulHeadStart: SandboxHost | undefined;
}
