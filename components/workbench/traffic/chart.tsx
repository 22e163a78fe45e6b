/** Lines over time, drawn by uPlot. Says in words what it shows; the figures stand beside it in text. */
'use client';

import { useEffect, useRef } from 'react';
import type UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './chart.css';

export interface ChartLine {
  readonly name: string;
  /** A colour of app/globals.css. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  /** Lines differ by more than colour. */
  readonly dash?: readonly number[];
}

interface ChartProps {
  readonly label: string;
  readonly unit: string;
  readonly seconds: readonly number[];
  readonly lines: readonly ChartLine[];
}

const HEIGHT = 150;

export function Chart({ label, unit, seconds, lines }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const data = useRef<UPlot.AlignedData>([[]]);
  const shape = useRef({ unit, lines });

  useEffect(() => {
    data.current = [[...seconds], ...lines.map(({ values }) => [...values])];
    plot.current?.setData(data.current);
  }, [seconds, lines]);

  useEffect(() => {
    const { current: element } = box;
    if (!element) return undefined;
    let left = false;
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    let draw = (): void => undefined;
    import('uplot').then(
      ({ default: Plot }) => {
        draw = () => {
          if (left) return;
          plot.current?.destroy();
          plot.current = new Plot(optionsFor(element, shape.current), data.current, element);
        };
        draw();
      },
      (error: unknown) => console.warn('The chart could not be loaded.', error),
    );
    const sized = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.current?.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    sized.observe(element);
    // Its colours are pixels: they must be drawn anew for the other theme.
    const redraw = (): void => draw();
    dark.addEventListener('change', redraw);
    const themed = new MutationObserver(redraw);
    themed.observe(document.documentElement, { attributes: true });
    return () => {
      left = true;
      dark.removeEventListener('change', redraw);
      themed.disconnect();
      sized.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);

  return (
    <figure className="pb-2">
      <figcaption className="text-soft">{label}</figcaption>
      <div ref={box} role="img" aria-label={label} style={{ minHeight: HEIGHT }} />
    </figure>
  );
}

function optionsFor(
  element: HTMLElement,
  { unit, lines }: { readonly unit: string; readonly lines: readonly ChartLine[] },
): UPlot.Options {
  const colour = (name: string): string => resolved(element, name);
  const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT,
    cursor: { show: false },
    legend: { live: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
    axes: [
      { ...axis, size: 28, values: (_, marks) => marks.map((mark) => `${String(mark)} s`) },
      { ...axis, size: 56, values: (_, marks) => marks.map((mark) => `${String(mark)}${unit}`) },
    ],
    series: [
      {},
      ...lines.map(({ name, colour: stroke, dash }) => ({
        label: name,
        stroke: colour(stroke),
        width: 2,
        spanGaps: true,
        ...(dash ? { dash: [...dash] } : {}),
      })),
    ],
  };
}

/** What a custom property is worth here: a canvas does not understand light-dark(). */
function resolved(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
