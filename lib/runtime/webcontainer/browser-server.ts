/**
 * The live server in a WebContainer, as the workbench gets it: this site's bundle, this tab's one container. Fetched only
 * by those who chose it.
 */
import type { LiveServer } from '../live-server.ts';
import { err } from '../result.ts';
import { BundleFiles } from '../sandbox/bundle-files.ts';
import { optionsFromPage } from '../sandbox/page-options.ts';
import type { BundleSource } from './container-files.ts';
import { obstacle, surroundings } from './obstacles.ts';
import { openFrame } from './open-frame.ts';
import { TabContainer } from './tab-container.ts';
import { WebContainerServer } from './webcontainer-server.ts';

/** A tab can have one container, whoever asks. */
let containers: TabContainer | null = null;

export interface BrowserServerOptions {
  /** The vendor's key for this origin, if the site was built with one. */
  readonly key: string | null;
  /** Boot even if the vendor's host seems not to answer. */
  readonly evenIfUnreachable?: boolean;
}

/** A server that is off; nothing is fetched and the vendor is not asked before it starts. */
export function createWebContainerServer({ key, evenIfUnreachable = false }: BrowserServerOptions): LiveServer {
  const { bundleUrl, manifest } = optionsFromPage();
  containers ??= new TabContainer({
    openApi: async () => {
      const known = obstacle(surroundings(key));
      return known ? err(known) : openFrame(new URL(`${bundleUrl}webcontainer.html`, location.href).href, key);
    },
    isOnline: () => navigator.onLine,
  });
  const files = new BundleFiles(bundleUrl, manifest, () => undefined);
  const bundle: BundleSource = { manifest, read: (file) => files.bytes(file) };
  return new WebContainerServer({ containers, bundle, evenIfUnreachable });
}
