/**
 * The manner of our prose: short sentences, no filler, no exclamation marks, no word twice, `a` and `an` in their
 * place. The reasons are in CONTRIBUTING.md. Sentences are found by retext; knows no files.
 */
import retextEnglish from 'retext-english';
import retextIndefiniteArticle from 'retext-indefinite-article';
import retextRepeatedWords from 'retext-repeated-words';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { CODE, type Finding, type Part } from './parts.mts';

/** A reader loses the thread of a longer one. */
const MOST_WORDS = 45;

/** Words that say nothing, or say to a reader who is stuck that it was easy. */
const FILLERS = [
  'simply',
  'just',
  'obviously',
  'of course',
  'basically',
  'essentially',
  'literally',
  'needless to say',
  'as you know',
  'as we all know',
  'it should be noted',
  'please note',
  'in order to',
  'due to the fact',
  'at the end of the day',
  'at this point in time',
  'utilize',
  'utilise',
  'leverage',
  'seamless',
  'seamlessly',
  'effortless',
  'effortlessly',
  'cutting-edge',
  'delve',
  'trivial',
  'trivially',
  'awesome',
  'amazing',
];
const FILLER = new RegExp(`(?<![\\w"“-])(?:${FILLERS.join('|')})(?![\\w-])`, 'gi');

/** Of these, spelling does not tell how they sound: code may be anything, and nginx is "engine x". */
const UNSURE = [`\`${CODE}\``, '`nginx`'];

const english = unified().use(retextEnglish).use(retextRepeatedWords).use(retextIndefiniteArticle);

export async function proseFindings(parts: readonly Part[]): Promise<Finding[]> {
  const found = await Promise.all(parts.map(findingsOf));
  return found.flat();
}

async function findingsOf({ file, line, text }: Part): Promise<Finding[]> {
  const finding = (says: string): Finding => ({ file, line, says: `${says} In: ${shortened(text)}` });
  const read = new VFile(text);
  const tree = english.parse(read);
  await english.run(tree, read);
  // What a word in code begins with, nobody knows here.
  const messages = read.messages
    .map(({ reason }) => reason)
    .filter((reason) => !UNSURE.some((word) => reason.includes(word)));
  return [
    ...messages.map((reason) => finding(`${reason}.`)),
    ...[...text.matchAll(FILLER)].map(([word]) => finding(`"${word}" says nothing: leave it out.`)),
    ...(text.includes('!') ? [finding('No exclamation mark: let the facts speak.')] : []),
    ...sentencesOf(tree as Tree)
      .filter((words) => words > MOST_WORDS)
      .map((words) => finding(`A sentence of ${String(words)} words; ${String(MOST_WORDS)} are the most: make two.`)),
  ];
}

interface Tree {
  readonly type: string;
  readonly children?: readonly Tree[];
}

/** Words of each sentence. */
function sentencesOf(node: Tree): number[] {
  if (node.type === 'SentenceNode') return [(node.children ?? []).filter(({ type }) => type === 'WordNode').length];
  return (node.children ?? []).flatMap(sentencesOf);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 90)}…` : line;
}
