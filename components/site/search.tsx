/** Search over the course, from every page: Ctrl K or the button, arrows through what is found, Enter goes there. */
'use client';

import { useId, useLayoutEffect, useRef, useState } from 'react';
import { SearchIcon } from '@/components/ui/icons';
import './search.css';
import { loadSearch, type Find, type Hit } from './search-index';

const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
let loading: Promise<Find> | undefined;

function load(): Promise<Find> {
  loading ??= loadSearch();
  // The next opening may have more luck.
  loading.catch(() => (loading = undefined));
  return loading;
}

export function Search() {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [find, setFind] = useState<Find | null>(null);
  const [failed, setFailed] = useState(false);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const hits: readonly Hit[] = find && words.trim() !== '' ? find(words) : [];

  const open = (): void => {
    dialog.current?.showModal();
    load().then(
      (loaded) => {
        setFind(() => loaded);
        setFailed(false);
      },
      () => setFailed(true),
    );
  };
  // Every page has a header of its own: with a later effect the last page's, which is gone, would take the key.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
      if (key.toLowerCase() !== 'k' || !(ctrlKey || metaKey) || shiftKey || altKey || event.defaultPrevented) return;
      // In the editor Ctrl K begins the editor's own commands.
      if (event.target instanceof Element && event.target.closest('.monaco-editor, .cm-editor')) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) open();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  function move(event: React.KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + hits.length) % hits.length);
    }
    const hit = hits[chosen];
    if (event.key === 'Enter' && hit) {
      event.preventDefault();
      dialog.current?.close();
      window.location.assign(BASE + hit.url);
    }
  }

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="button button-bare min-h-9 px-2"
        onClick={open}
      >
        <SearchIcon />
        <span className="sr-only">Search the course</span>
      </button>
      <dialog ref={dialog} aria-label="Search the course" className="search-dialog">
        <form method="dialog" className="flex items-center gap-2">
          <input
            type="search"
            role="combobox"
            aria-label="Search the course"
            aria-expanded={hits.length > 0}
            aria-controls={list}
            aria-activedescendant={hits.length > 0 ? `${list}-${String(chosen)}` : undefined}
            aria-autocomplete="list"
            className="grow"
            placeholder="Status, handler, traceback…"
            value={words}
            onChange={({ target }) => {
              setWords(target.value);
              setChosen(0);
            }}
            onKeyDown={move}
          />
          <button type="submit" className="button button-quiet">
            Close
          </button>
        </form>
        <p role="status" className="py-1 text-sm text-soft">
          {failed
            ? 'The search could not be loaded. Are you offline? Close it and try again.'
            : words.trim() === ''
              ? 'Prose, goals and code of every lesson.'
              : `${String(hits.length)} found`}
        </p>
        <div id={list} role="listbox" aria-label="Found" className="grid">
          {hits.map((hit, index) => (
            <a
              key={hit.id}
              id={`${list}-${String(index)}`}
              role="option"
              aria-selected={index === chosen}
              href={BASE + hit.url}
              tabIndex={-1}
              className={`block rounded-lg px-3 py-2 text-ink no-underline ${index === chosen ? 'bg-raised' : ''}`}
              onClick={() => dialog.current?.close()}
            >
              <span className="font-semibold">{hit.part}</span> <span className="text-soft">{hit.lesson}</span>
              <span className="block text-sm break-words text-soft">{hit.snippet}</span>
            </a>
          ))}
        </div>
      </dialog>
    </>
  );
}
