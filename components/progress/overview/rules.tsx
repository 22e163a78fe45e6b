/** What counts as what, said in full: nobody should have to guess what a figure means. */
import { Chevron } from '@/components/ui/icons';
import { NEW_A_DAY } from '@/lib/review/deck';

export function Rules() {
  return (
    <details className="folded">
      <summary>
        <Chevron />
        What counts
      </summary>
      <div className="folded-body text-[0.9375rem]">
        <ul>
          <li>
            <strong>A goal is reached</strong> when its test has passed once on your code, in this browser or in one
            whose record you imported. It stays reached, whatever a later run says.
          </li>
          <li>
            <strong>A lesson is begun</strong> with its first goal, and <strong>done</strong> with its last. Reading
            alone does neither, and a solution that you applied counts as yours.
          </li>
          <li>
            <strong>The course is done</strong> when every lesson that is ready is done. Planned lessons do not count,
            and one that is added later opens it again.
          </li>
          <li>
            <strong>A prediction</strong> counts as you first committed it, here or in another browser.
          </li>
          <li>
            <strong>A card</strong> comes in with its lesson’s first goal, with the myth you answered, or with the
            prediction you missed. You meet at most {NEW_A_DAY} new ones a day. It comes back when you are likely to
            know it with a chance of nine in ten.
          </li>
          <li>
            <strong>Time</strong> counts while a lesson or the review is in sight, its window has the focus, and you did
            something in the last minute. An open tab alone is no time.
          </li>
        </ul>
      </div>
    </details>
  );
}
