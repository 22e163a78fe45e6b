/** The learner's record, part by part, as it is now and in every tab. Each hook gives null until storage has answered. */
'use client';

import { useMemo } from 'react';
import type { Answer, Attention, GoalResult, Place, Rating } from '@/lib/progress/records';
import type { SettingValues } from '@/lib/progress/settings';
import type { LearnerRecord } from '@/lib/review/deck';
import { createKept } from './use-kept';
import { useReachedGoals } from './use-reached-goals';

export const useAnswers = createKept<readonly Answer[]>('Answers', ({ answers }, tell, onFailure) =>
  answers.subscribe(tell, onFailure),
);
export const useRatings = createKept<readonly Rating[]>('Reviews', ({ reviews }, tell, onFailure) =>
  reviews.subscribe(tell, onFailure),
);
export const useSettings = createKept<SettingValues>('Settings', ({ settings }, tell, onFailure) =>
  settings.subscribe(tell, onFailure),
);
/** The last one first. */
export const usePlaces = createKept<readonly Place[]>('Places', ({ places }, tell, onFailure) =>
  places.subscribe(tell, onFailure),
);
export const useAttention = createKept<readonly Attention[]>('Time', ({ attention }, tell, onFailure) =>
  attention.subscribe(tell, onFailure),
);
export const useGoalResults = createKept<readonly GoalResult[]>('Goals', ({ results }, tell, onFailure) =>
  results.subscribe(tell, onFailure),
);

/** All that reviewing goes by. */
export function useLearnerRecord(): LearnerRecord | null {
  const reached = useReachedGoals();
  const answers = useAnswers();
  const ratings = useRatings();
  const settings = useSettings();
  // The same until a part of it changes: whoever looks when it changes must not look for ever.
  return useMemo(
    () => (reached && answers && ratings && settings ? { reached, answers, ratings, settings } : null),
    [reached, answers, ratings, settings],
  );
}
