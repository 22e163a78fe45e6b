/**
 * What a reader sees when a page of ours breaks: calm words, a way on, a reference. The whole error goes to the console
 * under the same reference, since nothing is sent anywhere.
 */
'use client';

import { useEffect, useState } from 'react';
import { StatusPage } from './status-page';

interface FaultReportProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

/** Letters and digits that are not mistaken for each other when read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

function newReference(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

export function FaultReport({ error, retry }: FaultReportProps) {
  const [reference] = useState(newReference);
  const [copied, setCopied] = useState('');
  useEffect(() => console.error(`[${reference}]`, error), [reference, error]);

  const copy = () => {
    const report = [
      `Reference: ${reference}`,
      `Page: ${window.location.href}`,
      `Browser: ${navigator.userAgent}`,
      '',
      error.stack ?? String(error),
    ];
    navigator.clipboard.writeText(report.join('\n')).then(
      () => setCopied('Copied.'),
      () => setCopied('The browser does not allow copying; the details are in its console.'),
    );
  };

  return (
    <StatusPage
      status={500}
      reason="our fault"
      title="Something broke on our side."
      actions={
        <>
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
          {/* A full load, as the app that would follow a link is the one that broke. */}
          <a href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/`} className="button button-quiet">
            To the course
          </a>
          <button type="button" className="button button-bare" onClick={copy}>
            Copy the details
          </button>
        </>
      }
    >
      <p>
        This page stopped in the middle of its work. What you wrote is kept in this browser and will be there when the
        page comes back. Trying again often helps; if it does not, reload.
      </p>
      <p>
        Nothing was sent to anyone, so we do not know of it yet. If you tell us, quote the reference{' '}
        <strong className="font-mono">{reference}</strong>; the details are in the browser’s console under it.
      </p>
      <p role="status">{copied}</p>
    </StatusPage>
  );
}
