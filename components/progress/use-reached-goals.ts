/** Which goals the learner has ever reached. Knows projects and tests by name, not the course. */
'use client';

import { reachedOf, type Reached } from '@/lib/course/course-progress';
import { createKept } from './use-kept';

export const useReachedGoals = createKept<Reached>('Progress', ({ results }, tell, onFailure) =>
  results.subscribe((all) => tell(reachedOf(all)), onFailure),
);
