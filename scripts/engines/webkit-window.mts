/**
 * WebKit as WebKitGTK has it: MiniBrowser under a virtual screen, driven over W3C WebDriver. Starts and ends the three
 * processes (screen, driver, browser). Knows the protocol's ways, not the job.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Builder, By, Capabilities, Key, Origin, error } from 'selenium-webdriver';
import type { WebDriver } from 'selenium-webdriver';
import type { EngineWindow } from './engine-window.mts';
import { until } from './engine-window.mts';
import { WINDOW } from './puppeteer-window.mts';

/** What WebDriver says when a frame goes away while it is looked at. */
const GONE = [error.NoSuchFrameError, error.StaleElementReferenceError, error.NoSuchWindowError];

export interface WebKitOptions {
  /** MiniBrowser. */
  readonly binary: string;
  /** Added to MiniBrowser's command line. */
  readonly args?: readonly string[];
  /** Added to its environment: JavaScriptCore takes its options from there. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function openWebKitWindow({ binary, args = [], env = {} }: WebKitOptions): Promise<EngineWindow> {
  const processes: ChildProcess[] = [];
  const end = async (): Promise<void> => {
    for (const child of processes.splice(0).reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  };
  try {
    const screen = spawn(
      'Xvfb',
      ['-displayfd', '1', '-screen', '0', `${WINDOW.width + 160}x${WINDOW.height + 200}x24`, '-nolisten', 'tcp'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    processes.push(screen);
    const [display] = (await once(screen.stdout, 'data')) as [Buffer];
    const port = await freePort();
    processes.push(
      spawn('WebKitWebDriver', [`--port=${String(port)}`], {
        env: { ...process.env, ...env, DISPLAY: `:${display.toString().trim()}`, GDK_BACKEND: 'x11' },
        stdio: 'ignore',
      }),
    );
    const url = `http://127.0.0.1:${String(port)}`;
    await until(
      () =>
        fetch(`${url}/status`).then(
          ({ ok }) => ok,
          () => false,
        ),
      {
        what: 'WebKitWebDriver listening',
        limitMs: 30_000,
      },
    );
    const capabilities = new Capabilities();
    capabilities.set('browserName', 'MiniBrowser');
    capabilities.set('webkitgtk:browserOptions', { binary, args: ['--automation', ...args] });
    const driver = await new Builder().usingServer(url).withCapabilities(capabilities).build();
    return await windowOf(driver, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function windowOf(driver: WebDriver, end: () => Promise<void>): Promise<EngineWindow> {
  const capabilities = await driver.getCapabilities();
  await driver
    .manage()
    .window()
    .setRect({ x: 0, y: 0, width: WINDOW.width, height: WINDOW.height + 60 });
  await driver.manage().setTimeouts({ script: 120_000, pageLoad: 120_000 });
  return {
    version: `WebKitGTK ${capabilities.getBrowserVersion() ?? ''}`.trim(),
    pageErrors: [],
    goto: (url) => driver.get(url),
    evaluate: (expression) => driver.executeScript(`return (${expression})`),
    async evaluateInFrame(title, expression) {
      try {
        const [frame] = await driver.findElements(By.css(`iframe[title=${JSON.stringify(title)}]`));
        if (!frame) return null;
        await driver.switchTo().frame(frame);
        return await driver.executeScript(`return (${expression})`);
      } catch (fault) {
        if (GONE.some((kind) => fault instanceof kind)) return null;
        throw fault;
      } finally {
        await driver.switchTo().defaultContent();
      }
    },
    clickAt: (x, y) => driver.actions().move({ x, y, origin: Origin.VIEWPORT, duration: 0 }).click().perform(),
    type: (text) => driver.actions().sendKeys(text).perform(),
    press: (key) => driver.actions().sendKeys({ Enter: Key.ENTER }[key]).perform(),
    control: (key) =>
      driver
        .actions()
        .keyDown(Key.CONTROL)
        .sendKeys(key === 'Home' ? Key.HOME : key)
        .keyUp(Key.CONTROL)
        .perform(),
    async close() {
      try {
        await driver.quit();
      } finally {
        await end();
      }
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
