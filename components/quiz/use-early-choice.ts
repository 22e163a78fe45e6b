/** A radio that was chosen before the page's scripts were there is a choice like any other. */
'use client';

import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** @returns where the radios are; React leaves them as they were chosen when it takes the page over */
export function useEarlyChoice<Radios extends HTMLElement>(
  onChoose: (value: string) => void,
): RefObject<Radios | null> {
  const radios = useRef<Radios>(null);
  const choose = useEffectEvent(onChoose);
  useEffect(() => {
    const early = radios.current?.querySelector<HTMLInputElement>('input:checked');
    if (early) choose(early.value);
  }, []);
  return radios;
}
