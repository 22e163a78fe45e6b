/** What axe finds on a page, as sentences; the rendered pages of learners are their own. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * axe notes where everything stands first and asks for colours later, so what it says of a page that changed meanwhile may
 * hold of neither state. Such a page is looked at again.
 */
const LOOKS = 3;

export async function axeProblems(page: Page): Promise<string[]> {
  let problems: string[] = [];
  for (let look = 1; look <= LOOKS; look += 1) {
    const changes = await page.evaluateHandle(() => {
      const seen = { any: false };
      new MutationObserver(() => (seen.any = true)).observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      return seen;
    });
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
    problems = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
    );
    if (problems.length === 0 || !(await changes.evaluate(({ any }) => any))) break;
  }
  return problems;
}
