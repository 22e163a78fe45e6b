/** Even the frame broke: this page brings its own, and needs nothing that may have failed. */
'use client';

import { EarlyActions } from '@/components/site/early-actions';
import { FirstPaint } from '@/components/site/first-paint';
import { FaultReport } from '@/components/site/fault-report';
import './globals.css';

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <title>Something broke on our side · Graceful</title>
        <FirstPaint />
      </head>
      <body>
        <FaultReport error={error} retry={reset} />
        {/* The frame may have broken before its own was there; until then no button here would do anything. */}
        <EarlyActions />
      </body>
    </html>
  );
}
