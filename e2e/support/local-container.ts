/**
 * A WebContainer for the browser tests: the page's own adapter, with processes, files and ports of this machine behind
 * the API's calls. The vendor's frame is replaced; everything else is the course as it is served.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ContainerProcess } from '../../lib/runtime/webcontainer/api';
import { createLocalApi } from '../../scripts/webcontainer/local-container.mts';

interface Act {
  readonly act: 'boot' | 'writeFile' | 'mkdir' | 'rm' | 'spawn' | 'attach' | 'input' | 'kill' | 'resize' | 'teardown';
  readonly id?: number;
  readonly path?: string;
  readonly data?: { readonly text?: string; readonly base64?: string };
  readonly options?: object;
  readonly command?: string;
  readonly args?: string[];
  readonly text?: string;
  readonly size?: { readonly cols: number; readonly rows: number };
}

interface Told {
  readonly type: 'output' | 'exit' | 'server-ready' | 'port' | 'error';
  readonly id?: number;
  readonly value: unknown;
}

/** @returns how to end what runs */
export async function useLocalContainer(page: Page): Promise<() => void> {
  const api = createLocalApi();
  const processes = new Map<number, ContainerProcess>();
  const inputs = new Map<number, WritableStreamDefaultWriter<string>>();

  await page.route('**/runtime/webcontainer.html', (route) =>
    route.fulfill({
      body: readFileSync(new URL('../fixtures/local-container.html', import.meta.url), 'utf8'),
      contentType: 'text/html',
      headers: { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'cross-origin' },
    }),
  );

  const tell = (told: Told): void => {
    const frame = page.frames().find((one) => one.url().endsWith('/runtime/webcontainer.html'));
    // A frame that is gone hears nothing any more, as with the vendor's.
    frame
      ?.evaluate(
        (event) => (globalThis as unknown as { containerTells(event: Told): void }).containerTells(event),
        told,
      )
      .catch(() => undefined);
  };

  function attach(id: number, { output, exit }: ContainerProcess): void {
    const reader = output.getReader();
    const read = async (): Promise<void> => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        tell({ type: 'output', id, value });
      }
      tell({ type: 'exit', id, value: await exit });
    };
    void read();
  }

  await page.exposeFunction('containerDoes', async (call: Act): Promise<unknown> => {
    const { act, id = 0, path = '', data, options } = call;
    if (act === 'boot') {
      const booted = await api.boot();
      booted.on('server-ready', (...value) => tell({ type: 'server-ready', value }));
      booted.on('error', (...value) => tell({ type: 'error', value }));
      return null;
    }
    const { container } = api;
    if (!container) throw new Error('There is no container');
    switch (act) {
      case 'writeFile':
        return container.fs.writeFile(path, data?.text ?? new Uint8Array(Buffer.from(data?.base64 ?? '', 'base64')));
      case 'mkdir':
        await container.fs.mkdir(path, { recursive: true });
        return path;
      case 'rm':
        return container.fs.rm(path, options);
      case 'spawn': {
        const spawned = await container.spawn(call.command ?? '', call.args ?? [], options);
        const number = processes.size + 1;
        processes.set(number, spawned);
        inputs.set(number, spawned.input.getWriter());
        return number;
      }
      case 'attach': {
        const process = processes.get(id);
        if (process) attach(id, process);
        return null;
      }
      case 'input':
        return inputs.get(id)?.write(call.text ?? '');
      case 'kill':
        processes.get(id)?.kill();
        return null;
      case 'resize':
        if (call.size) processes.get(id)?.resize(call.size);
        return null;
      case 'teardown':
        container.teardown();
        return null;
    }
  });
  return () => api.container?.teardown();
}
