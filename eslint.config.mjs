// @ts-check
/*
 * What the compiler does not see: mistakes with promises and types, hooks, accessibility, and the way imports run.
 * Layout is prettier's business.
 */
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** app → components → lib; content imports nothing; scripts and e2e may import what they build and test. */
const DIRECTION = [
  {
    target: './components',
    from: ['./app', './content', './scripts', './e2e'],
    message: 'components may import only components and lib.',
  },
  { target: './lib', from: ['./app', './components', './scripts', './e2e'], message: 'lib may import only lib.' },
  { target: './lib/!(course)/**/*', from: ['./content'], message: 'lib/course is the only loader of content.' },
  {
    target: './lib/runtime',
    from: ['./lib/course', './lib/progress'],
    message: 'lib/runtime knows neither lessons nor progress.',
  },
  { target: './lib/progress', from: ['./lib/course'], message: 'lib/progress knows lessons by their slugs only.' },
  {
    target: './content',
    from: ['./app', './components', './lib', './scripts', './e2e'],
    message: 'content imports nothing.',
  },
  { target: './app', from: ['./scripts', './e2e'], message: 'app may import only components, lib and content.' },
];

/** Frameworks that lib/ must not know, so that every host and every test can use it. */
const FRAMEWORKS = [
  'react',
  'react-dom',
  'react/*',
  'react-dom/*',
  'next',
  'next/*',
  'dexie-react-hooks',
  'react-resizable-panels',
];

export default tseslint.config(
  {
    ignores: [
      '.next/',
      'out/',
      '.cache/',
      'public/',
      'node_modules/',
      'next-env.d.ts',
      'test-results/',
      'playwright-report/',
      'content/lessons/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js'],
          tsconfig: { configFile: './tsconfig.json' },
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: DIRECTION }],
      'import-x/no-cycle': 'error',
      'no-console': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name, so that the same thing has the same name everywhere.',
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // What implements an asynchronous interface may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // node:test returns a promise that its own runner awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'describe', 'it', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Arrow functions that only pass a call on are how we write handlers.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.tsx', 'components/**/*.ts'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    rules: {
      // What a hook returns is taken apart; its functions are closures and have no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: FRAMEWORKS, message: 'lib knows no framework.' }] }],
    },
  },
  {
    // Next and Playwright ask for default exports here, and other people's modules have them.
    files: ['app/**/*.{ts,tsx}', 'playwright.config.ts', 'mdx-components.tsx', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['e2e/**/*.ts'],
    // Playwright's fixtures take `use`, which is no hook.
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setInterval: 'readonly' },
    },
  },
);
