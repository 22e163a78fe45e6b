/** The bench's table of typing: does a long log beside the editor hold up the keys? */
import { stage } from '../lib/stages.mts';
import { verdict } from './budgets.mts';
import { replaceCode, saveAndWait, waitUntilIdle, withIdleLesson } from './requests.mts';
import { ms, table } from './tables.mts';
import { type, type Typing } from './typing.mts';

const LONG_LOG = `from flask import Flask
app = Flask(__name__)
app.logger.setLevel('INFO')


@app.get('/')
def index():
    return 'home'


@app.get('/many')
def many():
    for number in range(10_000):
        app.logger.info('record number %05d', number)
    return 'many'
`;

export async function printTyping(executablePath: string | undefined): Promise<void> {
  const [empty, long] = await stage('Typing beside the log', () =>
    withIdleLesson(executablePath, async (page) => {
      await replaceCode(page, LONG_LOG);
      await saveAndWait(page);
      await waitUntilIdle(page, 2);
      await page.getByRole('tab', { name: /^Logs/ }).click();
      const editor = page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first();
      await editor.focus();
      await page.keyboard.press('ControlOrMeta+End');
      const before = await type(page);
      await page.getByRole('textbox', { name: 'Address' }).fill('/many');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('log', { name: 'Server log' }).getByText('record number 09999').waitFor();
      await editor.focus();
      return [before, await type(page)] as const;
    }),
  );
  const row = (name: string, { frames, late, longestMs }: Typing): string[] => [
    name,
    String(frames),
    String(late),
    ms(longestMs),
    verdict('keys later than 50 ms, of 120', late),
  ];
  console.log('');
  table(
    ['120 keys typed', 'frames', 'later than 50 ms', 'longest', 'budget'],
    [row('beside an empty log', empty), row('beside 10,000 records', long)],
  );
}
