/** Forward, back, play: the way through a recording. */
interface PlayerProps {
  readonly at: number;
  readonly count: number;
  readonly playing: boolean;
  readonly onGo: (to: number) => void;
  readonly onPlay: () => void;
}

export function Player({ at, count, playing, onGo, onPlay }: PlayerProps) {
  const buttons = [
    ['First step', '«', 0, at === 0],
    ['Step back', '‹', at - 1, at === 0],
    ['Step forward', '›', at + 1, at === count - 1],
    ['Last step', '»', count - 1, at === count - 1],
  ] as const;
  return (
    <div role="group" aria-label="Steps" className="xray-bar">
      {buttons.map(([name, sign, to, disabled]) => (
        <button
          key={name}
          type="button"
          className="bench-icon"
          aria-label={name}
          title={name}
          aria-disabled={disabled}
          onClick={() => onGo(to)}
        >
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
      <button type="button" className="button button-quiet bench-small" onClick={onPlay}>
        {playing ? 'Pause' : 'Play'}
      </button>
      <span className="ml-auto text-soft tabular-nums">
        Step {at + 1} of {count}
      </span>
    </div>
  );
}
