/** What an answer says of the learner. Pure, and small enough for every page. */
import type { Answer, Belief } from './records.ts';

/** What the learner believed before they were told: of answers from several browsers, the first. */
export const firstBelief = (answer: Answer): Belief => answer.earlier?.at(-1) ?? answer;

/** Wrong at first counts, whatever was answered elsewhere afterwards: that is what is worth another look. */
export const wasMissed = (answer: Answer): boolean => !answer.correct || !firstBelief(answer).correct;
