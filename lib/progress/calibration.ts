/** How sure the learner was, against how right: by what they first believed. Pure. */
import { firstBelief } from './beliefs.ts';
import type { Answer, Confidence } from './records.ts';

const LEVELS: readonly Confidence[] = ['guess', 'fairly', 'certain'];

export interface CalibrationLevel {
  readonly confidence: Confidence;
  readonly answered: number;
  readonly right: number;
}

/** From the least sure to the surest; also the levels that nobody chose. */
export function calibrationOf(answers: readonly Answer[]): readonly CalibrationLevel[] {
  return LEVELS.map((confidence) => {
    const chosen = answers.map(firstBelief).filter((belief) => belief.confidence === confidence);
    return { confidence, answered: chosen.length, right: chosen.filter(({ correct }) => correct).length };
  });
}

/** What the figures say in one sentence; null while there are too few to say anything. */
export function calibrationWords(levels: readonly CalibrationLevel[]): string | null {
  const answered = levels.reduce((sum, level) => sum + level.answered, 0);
  const certain = levels.find(({ confidence }) => confidence === 'certain');
  const guessed = levels.find(({ confidence }) => confidence === 'guess');
  if (answered < 5) return null;
  const shareOf = (level: CalibrationLevel | undefined): number | null =>
    level && level.answered >= 3 ? level.right / level.answered : null;
  const [sure, unsure] = [shareOf(certain), shareOf(guessed)];
  if (sure !== null && sure < 0.7)
    return 'You are surer than you are right: when you feel certain, it is worth asking the server.';
  if (unsure !== null && unsure > 0.7) return 'You know more than you think: your guesses are mostly right.';
  if (sure !== null && unsure !== null && sure > unsure)
    return 'You know what you know: the surer you are, the more often you are right.';
  return null;
}
