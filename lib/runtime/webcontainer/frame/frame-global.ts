/** What `webcontainer.html` leaves for the page above. */
import type { BootOptions } from '@webcontainer/api';
import type { Container } from '../api.ts';

export interface ContainerFrame {
  /** As the package's own `boot`. It may never settle. */
  boot(options: BootOptions, key: string | null): Promise<Container>;
  /** Whether the vendor's host answers at all. */
  reachable(): Promise<boolean>;
  /** The last thing that the vendor's frame or the browser said about why it does not go on. */
  said(): string | null;
  /** A Content-Security-Policy other than ours refused the vendor's frame. */
  refused(): boolean;
}

declare global {
  var gracefulWebContainer: ContainerFrame | undefined;
}
