/** A confidence as it stands in a sentence after "you were". */
import type { Confidence } from '@/lib/progress/records';

export const SURENESS: Readonly<Record<Confidence, string>> = {
  guess: 'a guess',
  fairly: 'fairly sure',
  certain: 'certain',
};
