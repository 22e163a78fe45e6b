/**
 * A slow line: a token bucket that all connections of one server share. Knows bytes and time, nothing of HTTP.
 */
import { Transform, type TransformCallback } from 'node:stream';

/** Small enough that connections take turns, large enough that timers keep up. */
const PIECE = 16 * 1024;
/** A late timer may be made up for, by at most this much. */
const LARGEST_CREDIT_MS = 30;

export class SharedLine {
  readonly #msPerByte: number;
  #freeAt = 0;

  constructor(bitsPerSecond: number) {
    if (!(bitsPerSecond > 0)) throw new RangeError(`A line needs a speed above 0 bit/s, not ${String(bitsPerSecond)}`);
    this.#msPerByte = 8000 / bitsPerSecond;
  }

  /** Milliseconds to wait before these bytes have gone through, counted from `now` (performance.now()). */
  reserve(bytes: number, now: number): number {
    this.#freeAt = Math.max(now - LARGEST_CREDIT_MS, this.#freeAt) + bytes * this.#msPerByte;
    return Math.max(0, this.#freeAt - now);
  }

  /** A stream that lets its bytes through at the line's speed, shared with every other such stream. */
  stream(): Transform {
    const transform = new Transform({
      transform: (chunk: Buffer, _encoding, done: TransformCallback) => {
        const next = (offset: number): void => {
          if (offset >= chunk.length) {
            done();
            return;
          }
          const piece = chunk.subarray(offset, offset + PIECE);
          setTimeout(
            () => {
              if (transform.destroyed) return;
              transform.push(piece);
              next(offset + piece.length);
            },
            this.reserve(piece.length, performance.now()),
          );
        };
        next(0);
      },
    });
    return transform;
  }
}
