/**
 * A lesson page's first script: fetches and boots while the rest of the page is still on its way. Built by
 * scripts/bundle.mts with the manifest inside, put into the page by scripts/lib/head-start.mts, and taken over by
 * `createSandboxServer`. Small, because every page carries it.
 */
import './head-start-global.ts';
import type { SandboxOptions } from './sandbox-server.ts';
import { SandboxHost } from './sandbox-host.ts';

declare const OPTIONS: SandboxOptions;

globalThis.gracefulHeadStart = new SandboxHost(OPTIONS.bundleUrl, OPTIONS.manifest);
globalThis.gracefulHeadStart.begin('server');
