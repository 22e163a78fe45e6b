/** How sure somebody was against how right, over questions with two answers. Pure. */
import type { Confidence } from '../progress/records.ts';

export interface CalibrationLevel {
  readonly confidence: Confidence;
  readonly answered: number;
  readonly right: number;
  /** The share of right answers that the word promises, where blind chance is a half. */
  readonly promised: number;
}

const PROMISED: Readonly<Record<Confidence, number>> = { guess: 0.5, fairly: 0.75, certain: 0.95 };
const LEVELS: readonly Confidence[] = ['guess', 'fairly', 'certain'];
/** Fewer answers of one kind say nothing. */
const ENOUGH = 3;
/** This far from the promise is still as promised. */
const TOLERANCE = 0.15;

interface Believed {
  readonly confidence: Confidence;
  readonly correct: boolean;
}

/** From the least sure to the surest, also the levels that nobody chose. */
export function calibrationOf(answers: readonly Believed[]): readonly CalibrationLevel[] {
  return LEVELS.map((confidence) => {
    const chosen = answers.filter((answer) => answer.confidence === confidence);
    const right = chosen.filter(({ correct }) => correct).length;
    return { confidence, answered: chosen.length, right, promised: PROMISED[confidence] };
  });
}

/** What the figures say, a sentence each; none while there are too few to say anything. */
export function calibrationWords(levels: readonly CalibrationLevel[]): readonly string[] {
  return levels.flatMap(({ confidence, answered, right, promised }) => {
    if (answered < ENOUGH) return [];
    const share = right / answered;
    const off = share < promised - TOLERANCE ? 'below' : share > promised + TOLERANCE ? 'above' : 'level';
    return WORDS[confidence][off];
  });
}

const WORDS: Readonly<Record<Confidence, Readonly<Record<'below' | 'level' | 'above', readonly string[]>>>> = {
  guess: {
    below: ['Your guesses were wrong more often than a coin: something you half remember points the wrong way.'],
    level: ['Your guesses were guesses.'],
    above: ['You know more than you think: your guesses were mostly right.'],
  },
  fairly: {
    below: ['Fairly sure was too sure. Where you feel that way, ask a server.'],
    level: ['Fairly sure was about right.'],
    above: ['Where you were fairly sure, you could have been certain.'],
  },
  certain: {
    below: ['You were surer than you were right. These are the claims to look at again.'],
    level: ['When you were certain, you were right.'],
    above: [],
  },
};
