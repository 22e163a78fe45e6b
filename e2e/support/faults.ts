/**
 * Every failure that a learner can meet, by its code: what really causes it, how soon it must have its name on the screen,
 * and the way on that its words offer. One entry a code; the types and scripts/lib/fault-codes.test.ts hold it to that.
 */
import { deflateSync, zipSync } from 'fflate';
import { expect, type Locator, type Page } from '@playwright/test';
import type { OfflineFailureCode } from '../../lib/offline/offline-state';
import type { ProjectFailureCode } from '../../lib/playground/failures';
import type { StorageFailureCode } from '../../lib/progress/failures';
import type { TransferFailureCode } from '../../lib/progress/transfer-failures';
import type { FailureCode } from '../../lib/runtime/failures';
import type { FaultySite } from './faulty-site';
import type { Watch } from './test';
import {
  failureNotice,
  openLesson,
  rendered,
  saveCode,
  send,
  typeCode,
  waitUntilRunning,
  workbench,
} from './workbench';

type Code = FailureCode | StorageFailureCode | TransferFailureCode | ProjectFailureCode | OfflineFailureCode;

/** Codes that need more than a cause and a way on: the spec that causes each, by means of its own. */
export const CAUSED_IN = {
  'storage-deleted': 'e2e/ownership.spec.ts',
  'clock-behind': 'e2e/ownership.spec.ts',
  'import-too-large': 'e2e/ownership.spec.ts',
  'import-truncated': 'e2e/ownership.spec.ts',
  'import-not-ours': 'e2e/ownership.spec.ts',
  'import-newer': 'e2e/ownership.spec.ts',
  'import-outdated': 'e2e/ownership.spec.ts',
  'offline-interrupted': 'e2e/offline.spec.ts',
  'offline-full': 'e2e/offline.spec.ts',
  'not-isolated': 'e2e/webcontainer.spec.ts',
  'webcontainer-unsupported': 'e2e/webcontainer.spec.ts',
  'webcontainer-unreachable': 'e2e/webcontainer.spec.ts',
  // Without the vendor's service no browser can meet these; they are caused over a container of this machine's processes.
  offline: 'scripts/webcontainer/failures.test.ts',
  'webcontainer-no-key': 'lib/runtime/webcontainer/obstacles.test.ts',
  'webcontainer-blocked': 'scripts/webcontainer/failures.test.ts',
  'webcontainer-boot-failed': 'scripts/webcontainer/failures.test.ts',
  'webcontainer-busy': 'scripts/webcontainer/failures.test.ts',
  'webcontainer-out-of-memory': 'scripts/webcontainer/failures.test.ts',
  'webcontainer-ended': 'scripts/webcontainer/failures.test.ts',
} as const satisfies Partial<Record<Code, `${string}.spec.ts` | `${string}.test.ts`>>;
type Here<Codes extends Code> = Record<Exclude<Codes, keyof typeof CAUSED_IN>, LearnerFault>;

export interface Scene {
  readonly page: Page;
  readonly site: FaultySite;
  readonly watch: Watch;
}

export interface LearnerFault {
  /** What really happens. */
  readonly what: string;
  /** Deadline from the cause to the name, in milliseconds. */
  readonly withinMs: number;
  /** Opens a page, types `MINE` into the editor as far as there is one, and lets it happen. */
  cause(scene: Scene): Promise<void>;
  /** Where it is named; a notice of the workbench's unless said otherwise. */
  named?(page: Page): Locator;
  /** Goes the way on, up to a server that answers. */
  wayOn(scene: Scene): Promise<void>;
  /** Work that cannot outlive the tab: the page says so. */
  readonly notKept?: true;
}

/** The learner's own words, which nothing may lose. */
export const MINE = 'the learner was here';

const app = (view: string): string => `import sys

from flask import Flask

app = Flask(__name__)
# ${MINE}


@app.get("/")
def index():
    return "still here"


@app.get("/bad")
def bad():
    ${view}
`;

async function answers(page: Page): Promise<void> {
  await waitUntilRunning(page);
  await send(page, '/');
  await expect(
    rendered(page)
      .getByText(/still here|Harbour Street/)
      .first(),
  ).toBeVisible();
}

/** How much the browser keeps for this site from now on, in bytes. */
async function limitStorage(page: Page, { url }: FaultySite, quotaSize: number): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize });
}

/** A program that the server must refuse, and what mends it. */
const program = (what: string, source: string, withinMs = 15_000): LearnerFault => ({
  what,
  withinMs,
  async cause({ page }) {
    await openLesson(page);
    await saveCode(page, `# ${MINE}\n${source}`);
  },
  async wayOn({ page }) {
    await saveCode(page, app('return "mended"'));
    await answers(page);
  },
});

/** A view that ends its process: the server comes back by itself. */
const view = (what: string, source: string, withinMs = 20_000): LearnerFault => ({
  what,
  withinMs,
  async cause({ page }) {
    await openLesson(page);
    await saveCode(page, app(source));
    await waitUntilRunning(page);
    await send(page, '/bad');
  },
  wayOn: ({ page }) => answers(page),
});

/** A file of the course's that does not come as it should, until it does. */
const file = (what: string, part: string, fault: 'missing' | 'wrong'): LearnerFault => ({
  what,
  withinMs: 20_000,
  async cause({ page, site, watch }) {
    watch.allowConsoleError(/status of 404/);
    site.set(part, fault);
    await page.goto('/learn/first-handlers');
    // Not saved: that starts the server anew, and would find the file that the way on brings back.
    await typeCode(page, app('return "mine"'));
  },
  async wayOn({ page, site }) {
    site.set(part, null);
    await workbench(page).getByRole('button', { name: 'Fetch again' }).click();
    await answers(page);
  },
});

const inPage = (code: string) => (page: Page) => rendered(page).getByText(code, { exact: true });
const inAlert = (code: string) => (page: Page) => page.locator(`[role="alert"][data-failure="${code}"]`);

/** A project from elsewhere that is refused: the learner's own one stays and runs. */
const refusedProject = (
  what: string,
  code: ProjectFailureCode,
  offer: (page: Page) => Promise<unknown>,
): LearnerFault => ({
  what,
  withinMs: 10_000,
  async cause({ page }) {
    await page.goto('/playground');
    await waitUntilRunning(page);
    await saveCode(page, app('return "mine"'));
    await waitUntilRunning(page);
    await offer(page);
  },
  named: inAlert(code),
  wayOn: ({ page }) => answers(page),
});

const linkOf = (value: unknown): string =>
  `#code=1.${Buffer.from(deflateSync(Buffer.from(JSON.stringify(value)))).toString('base64url')}`;
const openLink = (fragment: string) => async (page: Page) => {
  // Only a new document looks at the address.
  await page.goto('/about');
  await page.goto(`/playground${fragment}`);
};
const openZip = (bytes: Uint8Array) => (page: Page) =>
  page
    .getByLabel('Zip to open')
    .setInputFiles({ name: 'project.zip', mimeType: 'application/zip', buffer: Buffer.from(bytes) });

const SERVER_FAULTS: Here<FailureCode> = {
  'bundle-missing': file('the site has lost a file', 'runtime/wasm-', 'missing'),
  'bundle-corrupt': file('something changes a file on the way', 'runtime/serverPackages-', 'wrong'),
  'snapshot-rejected': {
    what: 'the memory image has one wrong byte: Python boots the slow way',
    withinMs: 60_000,
    async cause({ page, site }) {
      site.set('runtime/serverSnapshot-', 'wrong');
      await openLesson(page);
    },
    named: (page) => workbench(page).getByRole('status').filter({ hasText: 'slow way' }).first(),
    async wayOn({ page }) {
      await saveCode(page, app('return "mine"'));
      await answers(page);
    },
  },
  'wasm-unsupported': {
    what: 'the browser has no WebAssembly: the lesson can be read and written',
    withinMs: 20_000,
    async cause({ page }) {
      await page.addInitScript(() => {
        Reflect.deleteProperty(globalThis, 'WebAssembly');
      });
      await page.goto('/learn/first-handlers');
    },
    async wayOn({ page }) {
      await saveCode(page, app('return "mine"'));
    },
  },
  'boot-timeout': program('the project never ends importing', 'while True:\n    pass\n'),
  'project-syntax-error': program('a syntax error', 'def broken(:\n'),
  'project-import-error': program('an import that fails', 'import nowhere\n'),
  'no-app-found': program('a program without an app', 'x = 1\n'),
  'request-timeout': view('an endless loop in a view', 'while True: pass'),
  'interpreter-crashed': view('sys.exit() in a view', 'sys.exit(1)'),
  'out-of-memory': view(
    'a view that allocates until memory ends',
    'held = [bytearray(50_000_000) for _ in range(100)]; return str(len(held))',
  ),
  'output-flood': view('a million log records', 'for n in range(1_000_000): app.logger.warning("%s", n)', 40_000),
  'bad-traffic-profile': {
    what: 'traffic.json that is none',
    withinMs: 10_000,
    async cause({ page }) {
      await openLesson(page);
      await saveCode(page, app('return "mine"'));
      await page.getByRole('button', { name: 'New file' }).click();
      await page.getByLabel('Name of the new file').fill('traffic.json');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: /^Editor: traffic\.json/ })).toBeVisible();
      await saveCode(page, '{"visitors": "many"}');
      await page.getByRole('tab', { name: 'app.py' }).click();
      await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).toBeVisible();
      // An answer that only the server with both files gives: the one before it sends traffic as it did.
      await saveCode(page, app('return "with the profile"'));
      await send(page, '/bad');
      await expect(rendered(page).getByText('with the profile')).toBeVisible();
      await page.getByRole('tab', { name: /^Traffic/ }).click();
      await page.getByRole('button', { name: 'Start traffic' }).click();
    },
    wayOn: ({ page }) => answers(page),
  },
  cancelled: {
    what: 'the learner stops a request',
    withinMs: 10_000,
    async cause({ page }) {
      await openLesson(page);
      await saveCode(page, app('while True: pass'));
      await waitUntilRunning(page);
      await send(page, '/bad');
      await page.getByRole('button', { name: /^Stop/ }).click();
    },
    named: inPage('cancelled'),
    wayOn: ({ page }) => answers(page),
  },
  'not-running': {
    what: 'a request to a server that did not start',
    withinMs: 10_000,
    async cause({ page }) {
      await openLesson(page);
      await saveCode(page, `# ${MINE}\ndef broken(:\n`);
      await expect(failureNotice(page, 'project-syntax-error')).toBeVisible();
      await send(page, '/');
    },
    named: inPage('not-running'),
    async wayOn({ page }) {
      await saveCode(page, app('return "mended"'));
      await answers(page);
    },
  },
};

const STORAGE_FAULTS: Here<StorageFailureCode> = {
  'storage-unavailable': {
    what: 'storage is blocked: the server works, and the page says that nothing is kept',
    withinMs: 20_000,
    async cause({ page }) {
      await page.addInitScript(() => {
        const denied = {
          get(): never {
            throw new DOMException('Access is denied', 'SecurityError');
          },
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
          Object.defineProperty(window, name, denied);
      });
      await openLesson(page);
    },
    named: (page) => page.locator('[data-failure="storage-unavailable"]').getByText('Nothing will be kept.'),
    async wayOn({ page }) {
      await saveCode(page, app('return "mine"'));
      await answers(page);
    },
    notKept: true,
  },
  // Full later, while a file is saved, is in page.spec.ts: an open database has room promised already, for how long is not said.
  'storage-full': {
    what: 'the browser has no room: the page says that nothing is kept, and keeps what it holds once there is',
    withinMs: 20_000,
    async cause({ page, site }) {
      await limitStorage(page, site, 1);
      await openLesson(page);
    },
    named: (page) => page.locator('[data-failure="storage-full"]').getByText('Nothing will be kept.'),
    async wayOn({ page, site }) {
      await saveCode(page, app('return "mine"'));
      await answers(page);
      const notice = page.locator('[data-failure="storage-full"]');
      await notice.getByRole('button', { name: 'Try again' }).click();
      await expect(notice).toContainText('Tried again once: it is still so.');
      await limitStorage(page, site, 1e9);
      await notice.getByRole('button', { name: 'Try again' }).click();
      await expect(notice).toBeHidden();
      await answers(page);
    },
  },
  'storage-damaged': {
    what: 'a draft of an earlier visit cannot be read: the lesson starts from its own files',
    withinMs: 20_000,
    async cause({ page }) {
      await openLesson(page);
      await saveCode(page, app('return "mine"'));
      await answers(page);
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('graceful');
            opening.onerror = () => reject(opening.error ?? new Error('not opened'));
            opening.onsuccess = () => {
              const drafts = opening.result.transaction('draftFiles', 'readwrite').objectStore('draftFiles');
              drafts.openCursor().onsuccess = ({ target }) => {
                const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
                if (!cursor) return;
                cursor.update({ ...(cursor.value as object), text: 17 });
                cursor.continue();
              };
              drafts.transaction.oncomplete = () => {
                opening.result.close();
                resolve();
              };
            };
          }),
      );
      await page.reload();
    },
    named: (page) => workbench(page).locator('[data-failure="storage-damaged"]'),
    async wayOn({ page }) {
      await saveCode(page, app('return "mine"'));
      await answers(page);
    },
    notKept: true,
  },
};

const FILES = {
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

const PROJECT_FAULTS: Here<ProjectFailureCode> = {
  'link-broken': refusedProject('a link cut off', 'link-broken', openLink(linkOf({ files: FILES }).slice(0, -9))),
  'link-newer': refusedProject('a link of a newer version', 'link-newer', openLink('#code=99.AAAA')),
  'zip-broken': refusedProject('a zip that is none', 'zip-broken', openZip(bytes('nothing'))),
  'project-path': refusedProject(
    'a zip that climbs out of its folder',
    'project-path',
    openZip(zipSync({ '../app.py': bytes('x') })),
  ),
  'project-too-large': refusedProject(
    'a zip that unpacks to very much',
    'project-too-large',
    openZip(zipSync({ 'app.py': new Uint8Array(64 * 1024 * 1024) })),
  ),
  'project-empty': refusedProject(
    'a zip without a text',
    'project-empty',
    openZip(zipSync({ 'logo.png': new Uint8Array([0, 1, 2, 0]) })),
  ),
};

export const FAULTS = { ...SERVER_FAULTS, ...STORAGE_FAULTS, ...PROJECT_FAULTS };
