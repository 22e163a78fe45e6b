/** When a page's other scripts may come, so that they do not make its server late. Knows promises; no page, no server. */

/** From the page's first script on; nothing is fetched before it is painted. */
const LONGEST_FETCH_MS = 1900;
const LONGEST_ANSWER_MS = 600;

export interface ScriptTurn {
  /** The page's scripts are all there to be started. */
  readonly parsed: Promise<unknown>;
  /** The interpreter has what it boots from, or has failed. */
  readonly bootable: Promise<unknown>;
  /** The page's first question is answered, or will not be before the scripts are there. */
  readonly answered: Promise<unknown>;
  readonly after: (ms: number) => Promise<unknown>;
}

/** Always resolves, and never before the page is parsed. A line that is slow with the bundle is not waited for twice. */
export async function scriptTurn({ parsed, bootable, answered, after }: ScriptTurn): Promise<void> {
  const unless = (reason: unknown): boolean => {
    console.warn('The server could not be started beforehand:', reason);
    return false;
  };
  const answer = answered.catch(unless);
  const inTime = await Promise.race([bootable.then(() => true, unless), after(LONGEST_FETCH_MS).then(() => false)]);
  if (inTime) await Promise.race([answer, after(LONGEST_ANSWER_MS)]);
  await parsed;
}
