/**
 * A copy of the built site on a server of the test's own, which the test may stop, start again, and give another build. The copy's
 * files are linked, so that it costs nothing; changing one replaces it. Knows files and servers, and nothing of what is in them.
 */
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from '../../scripts/lib/fingerprint.mts';
import { withPolicy } from '../../scripts/lib/page-policy.mts';
import { CACHE, SITE } from '../../scripts/lib/paths.mts';
import { writeServiceWorker } from '../../scripts/lib/service-worker.mts';
import { serve, type RunningServer, type ServeOptions } from '../../scripts/serve.mts';
import { test as base } from './test';

export class SiteCopy {
  readonly dir: string;

  constructor(of: string = SITE) {
    mkdirSync(CACHE, { recursive: true });
    this.dir = mkdtempSync(join(CACHE, 'site-copy-'));
    for (const file of filesBelow(of)) {
      mkdirSync(dirname(join(this.dir, file)), { recursive: true });
      linkSync(join(of, file), join(this.dir, file));
    }
  }

  read(file: string): string {
    return readFileSync(join(this.dir, file), 'utf8');
  }

  /** With its packed neighbours, or a browser would get those. */
  remove(file: string): void {
    for (const extension of ['', '.br', '.gz', '.zst']) rmSync(join(this.dir, file + extension), { force: true });
  }

  write(file: string, text: string): void {
    this.remove(file);
    mkdirSync(dirname(join(this.dir, file)), { recursive: true });
    writeFileSync(join(this.dir, file), text);
  }

  /**
   * Turns the copy into another build: its name is another in every file, the scripts that hold it have other names, and every
   * page has a mark, `<meta name="build">`.
   * @param without a script that this build has no more
   */
  async becomeNextBuild({ without }: { readonly without: string }): Promise<void> {
    const before = /build:"([0-9a-f]{12})"/.exec(this.read('sw.js'))?.[1];
    if (before === undefined) throw new Error('sw.js names no build');
    const next = Array.from(before).reverse().join('');
    const renamed = new Map([[before, next]]);
    const files = filesBelow(this.dir).filter(
      (file) => TEXT.test(file) && !file.startsWith('runtime/') && file !== 'sw.js',
    );
    const scripts = files.filter((file) => file.startsWith('_next/static/chunks/'));
    const texts = new Map(scripts.map((file) => [file.split('/').at(-1) ?? '', this.read(file)]));
    // A script that names another whose name changes is another script itself.
    for (let known = 0; known < renamed.size;) {
      known = renamed.size;
      for (const [name, text] of texts)
        if (!renamed.has(name) && [...renamed.keys()].some((old) => text.includes(old)))
          renamed.set(name, `next-${name}`);
    }
    const replaceAll = (text: string): string =>
      [...renamed].reduce((result, [from, to]) => result.replaceAll(from, to), text);
    for (const file of files) {
      const text = this.read(file);
      const isPage = file.endsWith('.html') && POLICY.test(text);
      const changed = replaceAll(text);
      if (!isPage && changed === text && replaceAll(file) === file) continue;
      this.remove(file);
      // Only in pages: elsewhere `</head>` is somebody's text.
      const marked = changed.replace('</head>', '<meta name="build" content="next"></head>').replace(POLICY, '');
      this.write(replaceAll(file), isPage ? withPolicy(marked) : changed);
    }
    this.remove(without);
    await this.writeWorker(next, false);
  }

  /** Puts the kill switch in the worker's place. */
  async retireWorker(): Promise<void> {
    await this.writeWorker('retired', true);
  }

  private async writeWorker(build: string, retired: boolean): Promise<void> {
    this.remove('sw.js');
    await writeServiceWorker(this.dir, build, retired);
  }
}

/** The copy's text files, and none that is large. */
const TEXT = /\.(html|js|txt|json|css)$/;
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

export class OwnSite {
  readonly asked: string[] = [];
  private running: RunningServer | null = null;
  private port = 0;

  constructor(private readonly options: Omit<ServeOptions, 'dir' | 'port' | 'onSent'> = {}) {}

  get url(): string {
    return `http://localhost:${String(this.port)}${this.options.basePath ?? ''}/`;
  }

  /** Also in place of what is served now. */
  async start(dir: string): Promise<void> {
    await this.stop();
    const onSent = (path: string): void => void this.asked.push(path);
    this.running = await serve({ ...this.options, dir, port: this.port, onSent });
    this.port = this.running.port;
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = null;
  }
}

interface Fixtures {
  /** The built site, on a server of its own. */
  readonly site: OwnSite;
  /** Makes a copy to change; removed after the test. */
  readonly copySite: () => SiteCopy;
}

/** `page.goto('learn/x')`, without a slash before it, is within the test's own site. Workers are allowed here. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- how Playwright knows that nothing is asked for
  site: async ({}, use) => {
    const site = new OwnSite();
    await site.start(SITE);
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
  // eslint-disable-next-line no-empty-pattern -- how Playwright knows that nothing is asked for
  copySite: async ({}, use) => {
    const copies: SiteCopy[] = [];
    await use(() => {
      const copy = new SiteCopy();
      copies.push(copy);
      return copy;
    });
    for (const { dir } of copies) rmSync(dir, { recursive: true });
  },
  serviceWorkers: 'allow',
});
