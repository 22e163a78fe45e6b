/** The project as a link: the code is in the link itself, and nowhere else. */
'use client';

import { useEffect, useState } from 'react';
import { Dialog } from '@/components/workbench/dialog';
import { useBench } from '@/components/workbench/workbench-context';

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { store } = useBench();
  const [link, setLink] = useState('');
  const [limits, setLimits] = useState({ comfortable: 0, longest: 0 });
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    let left = false;
    void import('@/lib/playground/share-link').then(({ toFragment, COMFORTABLE_LINK, LONGEST_LINK }) => {
      if (left) return;
      setLink(location.origin + location.pathname + toFragment(store.get().files));
      setLimits({ comfortable: COMFORTABLE_LINK, longest: LONGEST_LINK });
    });
    return () => {
      left = true;
    };
  }, [store]);

  const tooLong = link.length > limits.longest;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Not every page may write to the clipboard: the field is there to copy from.
      setCopied(false);
    }
  };
  return (
    <Dialog title="Share this project" onClose={onClose}>
      {link === '' ? (
        <p role="status">Packing…</p>
      ) : tooLong ? (
        <p role="status">
          As a link this project would be {kilobytes(link.length)} long, which browsers and servers cut off. Download
          the zip and send that.
        </p>
      ) : (
        <>
          <p className="pb-2 text-soft">
            The code is in the link itself. No server keeps it: whoever has the link has the project as it is now.
          </p>
          <div className="flex gap-2">
            <input
              readOnly
              aria-label="Link"
              className="bench-field grow font-mono text-xs"
              value={link}
              onFocus={({ target }) => target.select()}
            />
            <button type="button" className="button bench-small" onClick={() => void copy()}>
              Copy link
            </button>
          </div>
          <p role="status" className="pt-2 text-soft">
            {copied ? 'Copied. ' : ''}
            {kilobytes(link.length)}
            {link.length > limits.comfortable ? ': some chat and mail programs cut links of this length.' : '.'}
          </p>
        </>
      )}
    </Dialog>
  );
}

const kilobytes = (length: number): string =>
  length < 1000 ? `${String(length)} characters` : `${(length / 1000).toFixed(1)} kB`;
