/** The rules of docs/ARCHITECTURE.md that a linter can hold. tests/rules breaks each of them once and sees it reported. */
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** The only files that may react to a change by doing something outside Svelte. */
const EFFECT_FILES = [
  'src/state/url-sync.svelte.ts',
  'src/state/async-run.svelte.ts',
  'src/state/theme.svelte.ts',
  'src/ui/charts/ChartCanvas.svelte',
]

const NO_BARRELS = [
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from the file that defines it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrel files: import from the file that defines it.' },
]

const NO_EFFECT = [
  {
    selector: "CallExpression[callee.name='$effect'], CallExpression[callee.object.name='$effect']",
    message: `$derived for what is computed, handlers for what the user does; $effect only in ${EFFECT_FILES.join(', ')}.`,
  },
]

const IN_TYPESCRIPT = 'Components show figures and compute none: do this in a tested .ts file.'
const NO_ARITHMETIC = [
  { selector: 'BinaryExpression[operator=/^([-*\\u002F%]|\\*\\*)$/]', message: IN_TYPESCRIPT },
  // text may be joined with +, numbers may not
  { selector: "BinaryExpression[operator='+']:not(:has(> Literal[raw=/^[\"']/]), :has(> TemplateLiteral))", message: IN_TYPESCRIPT },
  { selector: 'AssignmentExpression[operator=/^([-+*\\u002F%]|\\*\\*)=$/]', message: IN_TYPESCRIPT },
  { selector: "MemberExpression[object.name='Math']", message: IN_TYPESCRIPT },
  {
    selector: 'MemberExpression[property.name=/^(toFixed|toPrecision|toExponential|toLocaleString)$/]',
    message: 'Numbers become text in src/format only.',
  },
]

/** Numbers that mean the same everywhere: counts, halves, months of a year, tolerance of a ceiling. */
const PLAIN_NUMBERS = '0|1|2|0\\.5|12|1e-9'
/** Where a number has a name: a constant, a key, a member of a CONSTANT's table, a type. */
const NAMED = [
  'VariableDeclarator > Literal',
  'VariableDeclarator > UnaryExpression > Literal',
  'Property > Literal',
  'VariableDeclarator[id.name=/^[A-Z][A-Z0-9_]*$/] Literal',
  'TSLiteralType > Literal',
  // a power of ten
  "BinaryExpression[operator='**'] > Literal.left[raw='10']",
]
const NO_MAGIC_NUMBERS = [
  {
    selector: `Literal[raw=/^[\\d.]/]:not([raw=/^(${PLAIN_NUMBERS})$/], ${NAMED.join(', ')})`,
    message: 'No magic numbers in the engine: give it a name that says what it is, with its source.',
  },
]

const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules.flat()] })

export default tseslint.config(
  { ignores: ['dist', 'dist-*', '.cache', 'coverage', 'test-results', 'playwright-report'] },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...syntax(NO_BARRELS),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // an index inside its bounds is certain; `?? 0` in its place would hide missing data
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig: {} } },
    rules: {
      // state is raw and replaced as a whole, so a Map in it need not be reactive itself
      'svelte/prefer-svelte-reactivity': 'off',
      // the compiler and svelte-check know every name here
      'no-undef': 'off',
    },
  },
  { files: ['src/**/*.svelte'], rules: syntax(NO_BARRELS, NO_EFFECT, NO_ARITHMETIC) },
  { files: ['src/**/*.svelte.ts'], ignores: ['**/*.test.ts'], rules: syntax(NO_BARRELS, NO_EFFECT) },
  { files: EFFECT_FILES.filter((file) => file.endsWith('.svelte')), rules: syntax(NO_BARRELS, NO_ARITHMETIC) },
  { files: EFFECT_FILES.filter((file) => file.endsWith('.ts')), rules: syntax(NO_BARRELS) },
  {
    files: ['src/engine/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...syntax(NO_BARRELS, NO_MAGIC_NUMBERS),
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'The engine has no clock: dates are text from the catalogue or the scenario.' },
        { name: 'Intl', message: 'Numbers become text in src/format only.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The engine is a pure function: randomness comes from a seed.' },
      ],
    },
  },
  // what runs on a terminal speaks there
  { files: ['scripts/**', 'tests/{bench,e2e}/**', 'src/cli/**'], rules: { 'no-console': 'off' } },
)
