/**
 * One window of some browser engine, as the main job uses it: real pointer, real keys, and scripts to look at the page.
 * Each driver (puppeteer-core, selenium-webdriver) implements it; it knows neither the course nor an engine.
 */
import { setTimeout as delay } from 'node:timers/promises';

export type Chord = 'a' | 'c' | 's' | 'v' | 'Home';

export interface EngineWindow {
  /** Name and version, as the engine says it. */
  readonly version: string;
  goto(url: string): Promise<void>;
  /** The value of a JavaScript expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  /** The same in the document of the frame with this title; null while there is no such frame, or it is being replaced. */
  evaluateInFrame(title: string, expression: string): Promise<unknown>;
  /** A click of the pointer at this place of the window, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>;
  /** Keys one after the other, as a typist presses them. */
  type(text: string): Promise<void>;
  press(key: 'Enter'): Promise<void>;
  /** Control together with another key. */
  control(key: Chord): Promise<void>;
  /** Errors nobody caught, as far as the driver tells of them. */
  readonly pageErrors: readonly string[];
  close(): Promise<void>;
}

/** Named controls of the page; the names are those that assistive technology goes by. */
const CONTROLS = `(role, name) => {
  const selectors = {
    button: 'button', tab: '[role=tab]', textbox: 'input, textarea, [role=textbox]', region: 'section, [role=region]',
    log: '[role=log]', list: 'ul, ol', table: 'table',
  };
  const named = (element) => {
    const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? '';
    const by = element.getAttribute('aria-labelledby');
    const other = by && document.getElementById(by)?.textContent;
    return (label || other || element.textContent || '').trim();
  };
  return [...document.querySelectorAll(selectors[role])].find((element) => named(element).startsWith(name)) ?? null;
}`;

const found = (role: string, name: string): string => `(${CONTROLS})(${JSON.stringify(role)}, ${JSON.stringify(name)})`;

/** Waits until the expression is neither false, null nor '', and returns it. @throws Error that says what was not seen */
export async function until(
  look: () => Promise<unknown>,
  { what, limitMs }: { readonly what: string; readonly limitMs: number },
): Promise<unknown> {
  const end = Date.now() + limitMs;
  let seen: unknown;
  do {
    seen = await look();
    if (seen !== false && seen !== null && seen !== undefined && seen !== '') return seen;
    await delay(100);
  } while (Date.now() < end);
  throw new Error(`Not seen within ${String(limitMs / 1000)} s: ${what}`);
}

/**
 * Clicks until the control has the focus. What comes late, such as a notice above, moves a page under the pointer: then a
 * click is on something else, and whatever is typed next is lost.
 */
export const clickInto = (window: EngineWindow, role: string, name: string): Promise<unknown> =>
  until(
    async () => {
      await click(window, role, name);
      return window.evaluate(`document.activeElement === ${found(role, name)}`);
    },
    { what: `the focus in ${role} "${name}"`, limitMs: 30_000 },
  );

/** The text of a named control, or null when there is none. */
export const textOf = async (window: EngineWindow, role: string, name: string): Promise<string | null> => {
  const text = await window.evaluate(`${found(role, name)}?.textContent ?? null`);
  return typeof text === 'string' ? text : null;
};

/** Clicks the middle of a named control with the pointer, once it is there and has stopped moving. */
export async function click(window: EngineWindow, role: string, name: string): Promise<void> {
  let last: unknown = null;
  const place = await until(
    async () => {
      const before = last;
      last = await window.evaluate(`(() => {
        const element = ${found(role, name)};
        if (!element) return null;
        element.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = element.getBoundingClientRect();
        const place = [left + width / 2, top + height / 2];
        return element.contains(document.elementFromPoint(...place)) ? JSON.stringify(place) : null;
      })()`);
      return last === before && last;
    },
    { what: `${role} "${name}"`, limitMs: 30_000 },
  );
  const [x = 0, y = 0] = JSON.parse(String(place)) as number[];
  await window.clickAt(Math.round(x), Math.round(y));
}
