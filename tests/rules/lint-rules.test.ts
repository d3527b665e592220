/** A misplaced key can disarm a linter: each rule of scripts/eslint.config.js is broken once here, and kept once. */
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint({ overrideConfigFile: 'scripts/eslint.config.js' })

const complaints = async (filePath: string, code: string): Promise<(string | null)[]> => {
  const [result] = await eslint.lintText(code, { filePath })
  return result?.messages.map((message) => message.ruleId) ?? []
}

const component = (script: string, markup = '') => `<script lang="ts">\n${script}\n</script>\n\n${markup}\n`

const BROKEN: readonly [rule: string, path: string, code: string, reported: string][] = [
  ['no any', 'src/engine/x.ts', 'export const f = (x: any): unknown => x\n', '@typescript-eslint/no-explicit-any'],
  ['no barrel of everything', 'src/engine/x.ts', "export * from './explain.ts'\n", 'no-restricted-syntax'],
  [
    'no unnamed threshold in the engine',
    'src/engine/x.ts',
    'export const f = (x: number) => (x > -0.25 ? 1 : 0)\n',
    'no-restricted-syntax',
  ],
  ['no barrel of names', 'src/state/x.ts', "export { a } from './b.ts'\n", 'no-restricted-syntax'],
  ['no clock in the engine', 'src/engine/x.ts', 'export const f = () => new Date()\n', 'no-restricted-globals'],
  ['no Intl in the engine', 'src/engine/serving/x.ts', "export const f = Intl.NumberFormat('en')\n", 'no-restricted-globals'],
  ['no chance in the engine', 'src/engine/x.ts', 'export const f = () => Math.random()\n', 'no-restricted-properties'],
  ['no magic number in the engine', 'src/engine/x.ts', 'export const f = (x: number) => x * 730\n', 'no-restricted-syntax'],
  [
    'no product in a component',
    'src/ui/X.svelte',
    component('let { a }: { a: number } = $props()\nconst b = $derived(a * 2)', '{b}'),
    'no-restricted-syntax',
  ],
  ['no division in markup', 'src/ui/X.svelte', component('let { a }: { a: number } = $props()', '<p>{a / 2}</p>'), 'no-restricted-syntax'],
  ['no sum in a component', 'src/App.svelte', component('let { a }: { a: number } = $props()', '<p>{a + a}</p>'), 'no-restricted-syntax'],
  [
    'no Math in a component',
    'src/ui/X.svelte',
    component('let { a }: { a: number } = $props()', '<p>{Math.round(a)}</p>'),
    'no-restricted-syntax',
  ],
  [
    'no running sum in a component',
    'src/ui/X.svelte',
    component('let n = $state(0)\nconst f = () => { n += 2 }', '<button onclick={f}>{n}</button>'),
    'no-restricted-syntax',
  ],
  [
    'no toFixed in a component',
    'src/ui/X.svelte',
    component('let { a }: { a: number } = $props()', '<p>{a.toFixed(1)}</p>'),
    'no-restricted-syntax',
  ],
  [
    'no $effect in a component',
    'src/ui/X.svelte',
    component('let { a }: { a: number } = $props()\n$effect(() => void a)'),
    'no-restricted-syntax',
  ],
  [
    'no $effect.pre either',
    'src/ui/X.svelte',
    component('let { a }: { a: number } = $props()\n$effect.pre(() => void a)'),
    'no-restricted-syntax',
  ],
  [
    'no $effect in other state',
    'src/state/app-state.svelte.ts',
    'export const f = () => { $effect(() => undefined) }\n',
    'no-restricted-syntax',
  ],
  [
    'no arithmetic where $effect is allowed',
    'src/ui/charts/ChartCanvas.svelte',
    component('let { a }: { a: number } = $props()', '<p>{a * 2}</p>'),
    'no-restricted-syntax',
  ],
  [
    'types are imported as types',
    'src/state/x.ts',
    "import { Scenario } from '../scenario/schema.ts'\nexport const f = (s: Scenario) => s.name\n",
    '@typescript-eslint/consistent-type-imports',
  ],
  ['no word on the console of the page', 'src/state/x.ts', "console.log('x')\n", 'no-console'],
]

const KEPT: readonly [what: string, path: string, code: string][] = [
  ['a named number in the engine', 'src/engine/x.ts', 'const HOURS = 730\nexport const f = (x: number) => x * HOURS + 1\n'],
  ['a power of ten in the engine', 'src/engine/x.ts', 'export const f = (x: number) => 10 ** x\n'],
  ['a named table in the engine', 'src/engine/x.ts', 'const DEGREES = [1, 4, 8]\nexport const f = () => DEGREES.concat(0.5, 12)\n'],
  ['a number in a test of the engine', 'src/engine/x.test.ts', 'export const f = (x: number) => x * 730\n'],
  ['text joined in a component', 'src/ui/X.svelte', component('let { a }: { a: string } = $props()', "<p>{a + ' USD'}</p>")],
  [
    '$effect where the address follows the scenario',
    'src/state/url-sync.svelte.ts',
    'export const f = () => { $effect(() => undefined) }\n',
  ],
  [
    '$effect where the chart is drawn',
    'src/ui/charts/ChartCanvas.svelte',
    component('let { a }: { a: number } = $props()\n$effect(() => void a)'),
  ],
]

describe('the linter', () => {
  it.each(BROKEN)('says: %s', async (_rule, path, code, reported) => {
    expect(await complaints(path, code)).toContain(reported)
  })

  it.each(KEPT)('allows %s', async (_what, path, code) => {
    expect(await complaints(path, code)).toEqual([])
  })
})
