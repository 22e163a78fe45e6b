/** Bars for a few figures, as SVG, with the same figures as a table below: a picture is for who would rather look. */
import { Chevron } from '@/components/ui/icons';

export interface Bar {
  readonly name: string;
  /** Under the bar; every so often, where there are many. */
  readonly mark?: string;
  /** From the bottom up. */
  readonly values: readonly number[];
  /** The figures in words, for the table. */
  readonly words: readonly string[];
}

interface BarsProps {
  /** What the picture says, in a sentence. */
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Heads of the table: the name's, then one for each value. */
  readonly heads: readonly string[];
  /** The figure at the highest bar. */
  readonly topWords: (highest: number) => string;
}

const WIDTH = 560;
const HEIGHT = 150;
const FOOT = 22;
const TOP = 18;

export function Bars({ label, bars, heads, topWords }: BarsProps) {
  const sum = ({ values }: Bar): number => values.reduce((total, value) => total + value, 0);
  const highest = Math.max(0, ...bars.map(sum));
  const step = WIDTH / Math.max(1, bars.length);
  const wide = Math.min(34, step * 0.66);
  const scale = highest === 0 ? 0 : (HEIGHT - FOOT - TOP) / highest;
  return (
    <figure className="m-0">
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={label} className="bars w-full">
        <line x1="0" x2={WIDTH} y1={HEIGHT - FOOT + 0.5} y2={HEIGHT - FOOT + 0.5} stroke="var(--line-strong)" />
        {highest > 0 ? (
          <>
            <line x1="0" x2={WIDTH} y1={TOP} y2={TOP} stroke="var(--line)" strokeDasharray="3 4" />
            <text x="0" y={TOP - 6} className="bars-text">
              {topWords(highest)}
            </text>
          </>
        ) : null}
        {bars.map((bar, index) => {
          const middle = (index + 0.5) * step;
          let y = HEIGHT - FOOT;
          return (
            <g key={bar.name}>
              {bar.values.map((value, part) => {
                const height = value * scale;
                y -= height;
                return value === 0 ? null : (
                  <rect
                    key={heads[part + 1]}
                    x={middle - wide / 2}
                    y={y}
                    width={wide}
                    height={Math.max(1.5, height)}
                    rx="2"
                    data-part={part}
                  />
                );
              })}
              {bar.mark ? (
                <text x={middle} y={HEIGHT - 6} textAnchor="middle" className="bars-text">
                  {bar.mark}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      <FigureTable heads={heads} rows={bars.map(({ name, words }) => [name, ...words])} />
    </figure>
  );
}

interface FigureTableProps {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function FigureTable({ heads, rows }: FigureTableProps) {
  return (
    <details className="figures">
      <summary>
        <Chevron className="size-2.5" />
        As a table
      </summary>
      <div className="max-h-72 overflow-auto" tabIndex={0} role="group" aria-label="Figures">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, index) => (
                  <td key={heads[index + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
