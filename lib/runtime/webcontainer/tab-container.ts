/**
 * The one WebContainer of this tab: booted when the first server asks, kept while lessons change, torn down when nobody
 * has come back for a while. Boots are watched, because the vendor's promise may never settle. Knows no servers.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Container, WebContainerApi } from './api.ts';
import { bootFailure } from './vendor-words.ts';

/** The API, somewhere where it can be thrown away whole. */
export interface OpenedApi extends WebContainerApi {
  /** Whether the vendor's host answers. */
  reachable(): Promise<boolean>;
  /** What the vendor's frame or the browser said last. */
  said(): string | null;
  /** The browser refused the vendor's frame. */
  refused(): boolean;
  dispose(): void;
}
export type OpenApi = () => Promise<Result<OpenedApi, ServerFailure>>;

export interface TabContainerOptions {
  readonly openApi: OpenApi;
  readonly bootDeadlineMs?: number;
  /** How long an unused container is kept. */
  readonly keepMs?: number;
  readonly isOnline?: () => boolean;
}

export interface Lease {
  readonly container: Container;
  /** What has been written into this container, by path; outlives the lease. */
  readonly written: Map<string, string>;
  release(): void;
}

/** Three times what a boot takes on a slow line. */
const BOOT_DEADLINE_MS = 45_000;
const KEEP_MS = 60_000;
const LOOK_MS = 250;

interface Running {
  readonly opened: OpenedApi;
  readonly container: Container;
  readonly written: Map<string, string>;
}

export class TabContainer {
  private running: Running | null = null;
  private taken = false;
  private letGo: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: TabContainerOptions) {}

  /**
   * For one holder at a time.
   * @param signal whoever has lost interest while it boots: the boot is thrown away
   */
  async lease({
    evenIfUnreachable = false,
    signal,
  }: { readonly evenIfUnreachable?: boolean; readonly signal?: AbortSignal } = {}): Promise<
    Result<Lease, ServerFailure>
  > {
    if (this.taken) return err(failure('webcontainer-busy'));
    this.taken = true;
    clearTimeout(this.letGo);
    if (!this.running) {
      const booted = await this.boot(evenIfUnreachable, signal);
      if (!booted.ok) {
        this.taken = false;
        return booted;
      }
      this.running = booted.value;
    }
    const { container, written } = this.running;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      this.taken = false;
      this.letGo = setTimeout(() => {
        this.teardown();
      }, this.options.keepMs ?? KEEP_MS);
    };
    return ok({ container, written, release });
  }

  /** At once, and whoever holds it loses it. */
  teardown(): void {
    clearTimeout(this.letGo);
    const { running } = this;
    this.running = null;
    if (!running) return;
    try {
      running.container.teardown();
    } catch (error) {
      // It is gone already: that is what was wanted.
      console.info('The WebContainer could not be torn down.', error);
    }
    running.opened.dispose();
  }

  private async boot(
    evenIfUnreachable: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Result<Running, ServerFailure>> {
    const opening = await this.options.openApi();
    if (!opening.ok) return opening;
    const opened = opening.value;
    if (!evenIfUnreachable && !(await opened.reachable())) {
      opened.dispose();
      return err(failure('webcontainer-unreachable'));
    }
    const booted = await this.watch(opened, signal);
    if (booted.ok) return ok({ opened, container: booted.value, written: new Map<string, string>() });
    opened.dispose();
    return booted;
  }

  private async watch(opened: OpenedApi, signal: AbortSignal | undefined): Promise<Result<Container, ServerFailure>> {
    const { bootDeadlineMs = BOOT_DEADLINE_MS, isOnline = () => true } = this.options;
    const cause = (): { readonly cause?: string } => {
      const said = opened.said();
      return said === null ? {} : { cause: said };
    };
    let over = false;
    const boot = opened.boot({ coep: 'require-corp', workdirName: 'graceful' }).then(
      (container): Result<Container, ServerFailure> => {
        // Too late for anybody: it would only take memory.
        if (over) container.teardown();
        return ok(container);
      },
      (error: unknown) => err(bootFailure(error)),
    );
    let looking: ReturnType<typeof setInterval> | undefined;
    const silence = new Promise<Result<Container, ServerFailure>>((resolve) => {
      const until = performance.now() + bootDeadlineMs;
      looking = setInterval(() => {
        if (signal?.aborted) resolve(err(failure('cancelled')));
        else if (opened.refused()) resolve(err(failure('webcontainer-blocked', cause())));
        else if (performance.now() > until)
          resolve(err(isOnline() ? failure('webcontainer-boot-failed', cause()) : failure('offline', cause())));
      }, LOOK_MS);
    });
    const result = await Promise.race([boot, silence]);
    over = true;
    clearInterval(looking);
    return result;
  }
}
