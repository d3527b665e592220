/** Each import rule of .dependency-cruiser.mjs is broken once, in a small project of its own, and must be reported by name. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
// @ts-expect-error -- the tool's own configuration file, plain JavaScript
import configuration from '../../.dependency-cruiser.mjs'

const { forbidden, options } = configuration as Required<Pick<IConfiguration, 'forbidden' | 'options'>>

const FILES: Readonly<Record<string, string>> = {
  'src/units/unit.ts': 'export const u = 1\n',
  'src/units/looks-up.ts': "import { q } from '../catalogue/schema.ts'\nexport const w = q\n",
  'src/format/money.ts': 'export const m = 1\n',
  'src/format/looks-up.ts': "import { s } from '../scenario/schema.ts'\nexport const w = s\n",
  'src/catalogue/schema.ts': "import * as z from 'zod/mini'\nexport const q = z.number()\nexport type Q = number\n",
  'src/catalogue/load-catalogue.ts': "import { readFileSync } from 'node:fs'\nexport const l = readFileSync\n",
  'src/catalogue/looks-up.ts': "import { s } from '../scenario/schema.ts'\nexport const w = s\n",
  'src/scenario/schema.ts': 'export const s = 1\nexport type S = number\n',
  'src/scenario/looks-up.ts': "import { e } from '../engine/cost.ts'\nexport const w = e\n",
  'src/engine/cost.ts':
    "import type { Q } from '../catalogue/schema.ts'\nimport type { S } from '../scenario/schema.ts'\nexport const e = (q: Q, s: S) => [q, s]\n",
  'src/engine/takes-code.ts': "import { q } from '../catalogue/schema.ts'\nexport const w = q\n",
  'src/engine/takes-package.ts': "import * as z from 'zod/mini'\nexport const w = z\n",
  'src/engine/takes-node.ts': "import { readFileSync } from 'node:fs'\nexport const w = readFileSync\n",
  'src/engine/looks-up.ts': "import { a } from '../worker/answer.ts'\nexport const w = a\n",
  'src/engine/cost.test.ts':
    "import { q } from '../catalogue/schema.ts'\nimport { l } from '../catalogue/load-catalogue.ts'\nexport const w = [q, l]\n",
  'src/engine/round.ts': "import { about } from './about.ts'\nexport const r = () => about\n",
  'src/engine/about.ts': "import { r } from './round.ts'\nexport const about = () => r\n",
  'src/worker/answer.ts': "import { e } from '../engine/cost.ts'\nexport const a = e\n",
  'src/worker/looks-up.ts': "import { t } from '../state/app-state.ts'\nexport const w = t\n",
  'src/import/looks-up.ts': "import { t } from '../state/app-state.ts'\nexport const w = t\n",
  'src/export/looks-up.ts': "import { t } from '../state/app-state.ts'\nexport const w = t\n",
  'src/cli/looks-up.ts': "import { t } from '../state/app-state.ts'\nexport const w = t\n",
  'src/cli/crossover.ts': "import { l } from '../catalogue/load-catalogue.ts'\nexport const w = l\n",
  'src/state/app-state.ts': "import { a } from '../worker/answer.ts'\nexport const t = a\n",
  'src/state/looks-up.ts': "import { b } from '../ui/charts/bar.ts'\nexport const w = b\n",
  'src/state/loads-files.ts': "import { l } from '../catalogue/load-catalogue.ts'\nexport const w = l\n",
  'src/state/asks-cli.ts': "import { w } from '../cli/crossover.ts'\nexport const x = w\n",
  'src/scenario/reads-files.ts': "import { readFileSync } from 'node:fs'\nexport const w = readFileSync\n",
  'src/scenario/draws.ts': "import { mount } from 'svelte'\nexport const w = mount\n",
  'src/scenario/lost.ts': "import { x } from './nowhere.ts'\nexport const w = x\n",
  'src/ui/charts/bar.ts': "import { Chart } from 'chart.js'\nexport const b = Chart\n",
  'src/ui/panels/draws-itself.ts': "import { Chart } from 'chart.js'\nexport const b = Chart\n",
  'src/ui/panels/Reads.svelte': "<script>\n  import prices from '../../../data/prices.json'\n</script>\n\n{prices}\n",
  'src/ui/panels/looks-up.ts': "import { w } from '../../cli/crossover.ts'\nexport const x = w\n",
  'src/ui/panels/Tree.svelte':
    "<script>\n  import Self from './Tree.svelte'\n  let { parts } = $props()\n</script>\n\n{#each parts as part}<Self parts={part} />{/each}\n",
  'src/ui/utils/things.ts': 'export const x = 1\n',
  'src/ui/figures/index.ts': 'export const x = 1\n',
  'src/ui/figures/uses-drawer.ts': "import { x } from '../utils/things.ts'\nexport const w = x\n",
  'src/ui/figures/uses-index.ts': "import { x } from './index.ts'\nexport const w = x\n",
  'src/main.ts': "import { w } from './cli/crossover.ts'\nexport const x = w\n",
  'data/prices.json': '{}\n',
  'package.json': '{ "name": "rules", "type": "module", "dependencies": { "zod": "4", "svelte": "5", "chart.js": "4" } }\n',
  'tsconfig.json':
    '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "bundler", "allowImportingTsExtensions": true, "noEmit": true } }\n',
}

const BROKEN: readonly [file: string, rule: string][] = [
  ['src/units/looks-up.ts', 'units-imports-lower-layers-only'],
  ['src/format/looks-up.ts', 'format-imports-lower-layers-only'],
  ['src/catalogue/looks-up.ts', 'catalogue-imports-lower-layers-only'],
  ['src/scenario/looks-up.ts', 'scenario-imports-lower-layers-only'],
  ['src/engine/looks-up.ts', 'engine-imports-lower-layers-only'],
  ['src/worker/looks-up.ts', 'worker-imports-lower-layers-only'],
  ['src/import/looks-up.ts', 'import-imports-lower-layers-only'],
  ['src/export/looks-up.ts', 'export-imports-lower-layers-only'],
  ['src/cli/looks-up.ts', 'cli-imports-lower-layers-only'],
  ['src/state/looks-up.ts', 'state-imports-lower-layers-only'],
  ['src/state/asks-cli.ts', 'state-imports-lower-layers-only'],
  ['src/ui/panels/looks-up.ts', 'ui-imports-lower-layers-only'],
  ['src/main.ts', 'page-does-not-import-cli'],
  ['src/engine/takes-code.ts', 'engine-takes-only-types-from-data-layers'],
  ['src/engine/takes-package.ts', 'engine-imports-no-package'],
  ['src/engine/takes-node.ts', 'engine-imports-no-package'],
  ['src/engine/about.ts', 'no-cycles'],
  ['src/ui/panels/draws-itself.ts', 'chart-js-only-in-charts'],
  ['src/scenario/draws.ts', 'svelte-only-in-views'],
  ['src/ui/panels/Reads.svelte', 'components-never-read-data'],
  ['src/scenario/reads-files.ts', 'node-only-outside-the-page'],
  ['src/state/loads-files.ts', 'page-does-not-load-files'],
  ['src/scenario/lost.ts', 'everything-resolves'],
  ['src/ui/figures/uses-drawer.ts', 'no-drawers'],
  ['src/ui/figures/uses-index.ts', 'no-drawers'],
]

const KEPT = [
  'src/engine/cost.ts',
  'src/engine/cost.test.ts',
  'src/cli/crossover.ts',
  'src/state/app-state.ts',
  'src/ui/charts/bar.ts',
  'src/ui/panels/Tree.svelte',
]

describe('the import rules', () => {
  const project = mkdtempSync(join(tmpdir(), 'crossover-rules-'))
  let reported: { from: string; rule: string }[] = []

  beforeAll(async () => {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(project, path)), { recursive: true })
      writeFileSync(join(project, path), text)
    }
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'), 'dir')
    const { tsConfig: _, ...kept } = options
    const { output } = await cruise(
      ['src'],
      { ...kept, baseDir: project, preserveSymlinks: true, validate: true, ruleSet: { forbidden } },
      { ...options.enhancedResolveOptions, bustTheCache: true },
    )
    reported = (output as ICruiseResult).summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }))
  })

  afterAll(() => rmSync(project, { recursive: true, force: true }))

  it.each(BROKEN)('%s breaks %s', (file, rule) => {
    expect(reported).toContainEqual({ from: file, rule })
  })

  it.each(KEPT)('%s keeps them all', (file) => {
    expect(reported.filter(({ from }) => from === file)).toEqual([])
  })

  it('are all broken here once', () => {
    const broken = new Set(BROKEN.map(([, rule]) => rule))
    expect(forbidden.map(({ name }) => name).filter((name) => !broken.has(name ?? ''))).toEqual([])
  })
})
