/**
 * The part of @webcontainer/api that this course uses, by the package's own types: the real one, and the one that runs the
 * same commands under Node for the tests (scripts/webcontainer), are both held to it by the compiler.
 */
import type { BootOptions, FileSystemAPI, WebContainer, WebContainerProcess } from '@webcontainer/api';

export interface Container extends Pick<WebContainer, 'spawn' | 'on' | 'teardown'> {
  readonly fs: Pick<FileSystemAPI, 'writeFile' | 'mkdir' | 'rm'>;
}

export interface WebContainerApi {
  boot(options?: BootOptions): Promise<Container>;
}

export type ContainerProcess = Pick<WebContainerProcess, 'exit' | 'input' | 'output' | 'kill' | 'resize'>;
