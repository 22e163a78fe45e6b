/** System, light or dark: three radios drawn as one small switch. */
'use client';

import { useId } from 'react';
import { MoonIcon, SunIcon, SystemIcon } from '@/components/ui/icons';
import { chooseTheme, useThemeChoice, type ThemeChoice } from './theme';

const CHOICES: readonly { readonly value: ThemeChoice; readonly label: string; readonly Icon: typeof SunIcon }[] = [
  { value: 'system', label: 'As the system', Icon: SystemIcon },
  { value: 'light', label: 'Light', Icon: SunIcon },
  { value: 'dark', label: 'Dark', Icon: MoonIcon },
];

export function ThemeSwitch() {
  const chosen = useThemeChoice();
  const name = useId();
  return (
    <div role="radiogroup" aria-label="Theme" className="inline-flex rounded-lg border border-line bg-sunk p-0.5">
      {CHOICES.map(({ value, label, Icon }) => (
        <label
          key={value}
          title={label}
          className="grid size-7 place-items-center rounded-md text-faint hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={chosen === value}
            onChange={() => chooseTheme(value)}
          />
          <Icon className="size-3.5" />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </div>
  );
}
