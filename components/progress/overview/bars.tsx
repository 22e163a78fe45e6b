/** Bars for a few figures, with the same figures as a table below: a picture is for who would rather look. */
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

/** Pixels of the highest bar. */
const HEIGHT = 110;

export function Bars({ label, bars, heads, topWords }: BarsProps) {
  const highest = Math.max(0, ...bars.map(({ values }) => values.reduce((total, value) => total + value, 0)));
  return (
    <figure className="m-0">
      <div role="img" aria-label={label} className="bars">
        <p className="bars-top">{highest > 0 ? topWords(highest) : ''}</p>
        <div className="bars-field" style={{ height: HEIGHT }}>
          {bars.map(({ name, mark, values }) => (
            <div key={name} className="bars-column">
              {values.map((value, part) => (
                <span
                  key={heads[part + 1]}
                  data-part={part}
                  style={{ height: value === 0 ? 0 : Math.max(2, (value / highest) * HEIGHT) }}
                />
              ))}
              {mark ? <span className="bars-mark">{mark}</span> : null}
            </div>
          ))}
        </div>
      </div>
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
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys (WCAG 2.1.1) */}
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
