/** `<Try request="GET /missing" />`: sends the request to the live server, as if typed into the address bar. */
'use client';

import { PlayIcon } from '@/components/ui/icons';
import { useWorkbench } from '@/components/workbench/workbench-context';
import type { RequestLine } from '@/lib/course/lesson-types';
import { showBench } from './show-bench';

interface TryProps {
  readonly request: RequestLine;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

export function Try({ request, headers, body }: TryProps) {
  const { send, setPane } = useWorkbench();
  const { method, path } = request;
  return (
    <button
      type="button"
      className="try"
      onClick={() => {
        showBench(setPane, 'page');
        void send({ method, path, ...(headers ? { headers } : {}), ...(body === undefined ? {} : { body }) });
      }}
    >
      <PlayIcon />
      <span className="sr-only">Send </span>
      <span className="break-all">
        {method} {path}
      </span>
    </button>
  );
}
