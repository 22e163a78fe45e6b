/**
 * The hidden opaque-origin iframe that owns the workers, as the page sees it. It comes once or is lost once: a word to a lost
 * frame goes nowhere, so whoever was to live in it cannot open another by being ended.
 */
import type { FromFrame, Part, ToFrame } from './frame-protocol.ts';
import type { BundleFile } from './manifest.ts';
import { SERVER_SANDBOX, shutAgain, shutFrame } from './opaque-frame.ts';

/** The frame's one script runs before it has loaded, so what has not answered by then is something else. */
const SILENCE_MS = 20_000;
const AFTER_LOAD_MS = 2000;
/** To read and digest the largest part takes a tenth of a second. */
const VERDICT_MS = 10_000;

export interface ServerFrameEvents {
  /** Its document did not come. Nothing follows. */
  readonly onLost: () => void;
  /** What the frame says of one interpreter. */
  readonly onMessage: (message: Extract<FromFrame, { readonly id: number }>) => void;
}

export class ServerFrame {
  private readonly element = document.createElement('iframe');
  private readonly given = new Set<BundleFile>();
  private readonly verdicts = new Map<BundleFile, (isRight: boolean | null) => void>();
  private readonly ready: Promise<Window | null>;
  private settle: (frame: Window | null) => void = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Opens it in the page. */
  constructor(
    address: string,
    private readonly events: ServerFrameEvents,
  ) {
    this.ready = new Promise((resolve) => (this.settle = resolve));
    const { element } = this;
    shutFrame(element, SERVER_SANDBOX);
    element.src = address;
    element.hidden = true;
    element.title = 'Server process';
    this.giveUpAfter(SILENCE_MS);
    element.onload = () => {
      this.giveUpAfter(AFTER_LOAD_MS);
    };
    addEventListener('message', this.hear);
    document.documentElement.append(element);
  }

  /** Waits for the frame; to one that was lost or closed nothing is said. */
  async tell(message: ToFrame, transfer: Transferable[] = []): Promise<void> {
    // The frame's origin is opaque: there is no narrower target than any.
    (await this.ready)?.postMessage(message, '*', transfer);
  }

  /** Each file goes over once, however many interpreters boot from it. */
  async give(name: BundleFile, part: Part): Promise<void> {
    if (this.given.has(name)) return;
    this.given.add(name);
    await this.tell({ type: 'part', name, part, sha256: null });
  }

  /** Give it, if it is right. @returns whether it is; null when the frame cannot tell, or is lost */
  async check(name: BundleFile, part: Blob, sha256: string): Promise<boolean | null> {
    const frame = await this.ready;
    if (!frame) return null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isRight = await new Promise<boolean | null>((resolve) => {
      this.verdicts.set(name, resolve);
      // Its process may be gone, and nobody says so.
      timer = setTimeout(resolve, VERDICT_MS, null);
      void this.tell({ type: 'part', name, part, sha256 });
    });
    clearTimeout(timer);
    this.verdicts.delete(name);
    if (isRight) this.given.add(name);
    return isRight;
  }

  /** With everything that lives in it. */
  close(): void {
    clearTimeout(this.timer);
    removeEventListener('message', this.hear);
    this.element.remove();
    this.settle(null);
    for (const settle of this.verdicts.values()) settle(null);
  }

  private giveUpAfter(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.close();
      this.events.onLost();
    }, ms);
  }

  private readonly hear = (event: MessageEvent<FromFrame>): void => {
    const { element } = this;
    if (event.source === null || event.source !== element.contentWindow) return;
    const message = event.data;
    if (message.type === 'ready') {
      clearTimeout(this.timer);
      element.onload = null;
      // Whatever it may load after this is shut by the attribute.
      element.setAttribute('sandbox', SERVER_SANDBOX);
      this.settle(element.contentWindow);
    } else if (message.type === 'not-opaque') shutAgain(element, SERVER_SANDBOX);
    else if (message.type === 'checked') this.verdicts.get(message.name)?.(message.isRight);
    else this.events.onMessage(message);
  };
}
