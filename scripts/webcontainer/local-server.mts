/** A live server in a WebContainer as the tests have it: the real adapter, over processes of this machine. */
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../lib/runtime/result.ts';
import type { BundleManifest } from '../../lib/runtime/sandbox/manifest.ts';
import type { BundleSource } from '../../lib/runtime/webcontainer/container-files.ts';
import { TabContainer } from '../../lib/runtime/webcontainer/tab-container.ts';
import type { OpenedApi, TabContainerOptions } from '../../lib/runtime/webcontainer/tab-container.ts';
import { WebContainerServer } from '../../lib/runtime/webcontainer/webcontainer-server.ts';
import { BUNDLE_DIR } from '../bundle.mts';
import { createLocalApi } from './local-container.mts';
import type { LocalApi } from './local-container.mts';

/** The bundle's files as they lie on disk. */
export function bundleOnDisk(): BundleSource {
  const manifest = JSON.parse(readFileSync(join(BUNDLE_DIR, 'manifest.json'), 'utf8')) as BundleManifest;
  return {
    manifest,
    read: async (file) => ok(new Uint8Array(await readFile(join(BUNDLE_DIR, manifest.files[file].path)))),
  };
}

/** The API as it is when nothing is in its way; `changes` put something there. */
export const openedApi = (api: LocalApi, changes: Partial<OpenedApi> = {}): OpenedApi => ({
  boot: (options) => api.boot(options),
  reachable: () => Promise.resolve(true),
  said: () => null,
  refused: () => false,
  dispose: () => undefined,
  ...changes,
});

export interface LocalServer {
  readonly server: WebContainerServer;
  /** Of another workbench in the same tab. */
  readonly second: WebContainerServer;
  readonly api: LocalApi;
  readonly containers: TabContainer;
}

export function createLocalServer(
  api: LocalApi = createLocalApi(),
  options: Partial<TabContainerOptions> = {},
  evenIfUnreachable = false,
): LocalServer {
  const containers = new TabContainer({
    openApi: () => Promise.resolve(ok(openedApi(api))),
    keepMs: 0,
    ...options,
  });
  const make = (): WebContainerServer =>
    new WebContainerServer({ containers, bundle: bundleOnDisk(), evenIfUnreachable });
  return { server: make(), second: make(), api, containers };
}
