/** `npm run format`: writes every file the way the checks want it, TypeScript and Python both. */
import { installPythonTools, pythonCommand, pythonToolsEnvironment } from './lib/python.mts';
import { nodeTool, run } from './lib/run.mts';
import { reportFailure } from './lib/stages.mts';

try {
  await installPythonTools();
  const [python, ...args] = pythonCommand();
  const env = pythonToolsEnvironment();
  await run(python, [...args, '-m', 'ruff', 'check', '--quiet', '--fix', '--exit-zero', 'python', 'content'], { env });
  await run(python, [...args, '-m', 'ruff', 'format', '--quiet', 'python', 'content'], { env });
  const paths = process.argv.slice(2);
  await run(
    ...nodeTool('prettier/bin/prettier.cjs', ['--write', '--log-level=warn', ...(paths.length > 0 ? paths : ['.'])]),
  );
} catch (error) {
  reportFailure(error);
}
