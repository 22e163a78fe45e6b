/** Which line of the whole program its beginning lacks, counted from 0; blank lines aside. The build has checked that it is one. */
export function missingLineOf(start: string, solution: string): number {
  const shorter = start.split('\n').filter((line) => line.trim() !== '');
  let at = 0;
  return solution.split('\n').findIndex((line) => {
    if (line.trim() === '') return false;
    if (line === shorter[at]) {
      at += 1;
      return false;
    }
    return true;
  });
}
