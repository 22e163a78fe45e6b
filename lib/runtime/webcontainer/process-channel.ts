/**
 * What page and process in a WebContainer say to each other over the process's terminal: the live server's own messages,
 * what was typed, how large the terminal is, which files have come. The same on both sides; streams are the caller's.
 */
import { createFrameReader, frame } from './frames.ts';
import type { FrameReader, Writer } from './frames.ts';

/** What has become of one of the bundle's files. */
export type FileTopic = 'coming' | 'arrived' | 'missing';
/**
 * `ready` comes from the process once and `alive` now and then; `server` goes both ways; the others come from the page.
 */
export type Topic = 'ready' | 'alive' | 'server' | 'typed' | 'size' | FileTopic;
const TOPICS: readonly Topic[] = ['ready', 'alive', 'server', 'typed', 'size', 'coming', 'arrived', 'missing'];

export interface ProcessChannel {
  /** `text` is ASCII without control characters. */
  say(topic: Topic, text?: string): void;
  /** The next piece of the stream from the other side. */
  readonly reader: FrameReader;
}

/** Text with anything in it, fit to be said. */
export const plain = (text: string): string => encodeURIComponent(text);
export const fromPlain = (text: string): string => decodeURIComponent(text);

/**
 * @param me which side this is
 * @param write puts text into the stream to the other side
 * @param onSaid what the other side said
 * @param onRest what came past the messages
 */
export function createProcessChannel(
  me: Writer,
  token: string,
  write: (text: string) => void,
  onSaid: (topic: Topic, text: string) => void,
  onRest?: (text: string) => void,
): ProcessChannel {
  const other: Writer = me === 'page' ? 'process' : 'page';
  const hear = (message: string): void => {
    const colon = message.indexOf(':');
    const topic = TOPICS.find((known) => known === message.slice(0, colon));
    if (topic) onSaid(topic, message.slice(colon + 1));
  };
  return {
    say: (topic, text = '') => {
      write(frame(me, token, `${topic}:${text}`));
    },
    reader: createFrameReader(other, token, hear, onRest),
  };
}
