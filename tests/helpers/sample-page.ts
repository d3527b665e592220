/** The whole page over a fake engine whose answers a test decides, for component tests. */
import { render } from '@testing-library/svelte'
import App from '../../src/App.svelte'
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { constant, sum, type Explained } from '../../src/engine/explain.ts'
import type { Comparison } from '../../src/engine/result.ts'
import { knownFrom } from '../../src/scenario/known.ts'
import { readLinkAsync, writeLinkAsync } from '../../src/scenario/link-compressed.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { AppState } from '../../src/state/app-state.svelte.ts'
import { Theme } from '../../src/state/theme.svelte.ts'
import type { LinkCodec } from '../../src/state/url-sync.svelte.ts'
import type { Engine } from '../../src/worker/protocol.ts'
import { sampleComparison } from './sample-comparison.ts'
import { sampleOdds, sampleSensitivity } from './sample-odds.ts'

/** A total of rent (with a price of the catalogue and an input) and people. */
export const sampleExplanation = (): Explained => {
  const rent: Explained & { readonly unit: 'USD/month' } = {
    label: 'GPU rent',
    value: 7854.8,
    unit: 'USD/month',
    origin: {
      kind: 'formula',
      formula: 'rent',
      text: 'gpus * price * 730',
      inputs: {
        gpus: { label: 'GPUs', value: 4, unit: 'GPU', origin: { kind: 'input', field: 'spareReplicas', basis: 'assumed', source: null } },
        price: {
          label: 'Price per GPU-hour',
          value: 2.69,
          unit: 'USD/GPU-hour',
          origin: { kind: 'datum', source: 'civo', checkedOn: '2026-09-27', basis: 'quoted', override: 'gpuPrices.h100-sxm' },
        },
      },
    },
  }
  return sum('Monthly TCO', 'USD/month', [rent, constant('People', 'USD/month', 5471, 'a test')])
}

export interface PageOptions {
  readonly fragment?: string
  readonly where?: Engine['where']
  readonly storageAllowed?: boolean
  readonly compare?: (scenario: Scenario) => Promise<Comparison>
  readonly odds?: Engine['odds']
  readonly sensitivity?: Engine['sensitivity']
  readonly rulePrices?: Engine['rulePrices']
  readonly copyText?: (text: string) => Promise<void>
}

/** Renders the page; `asked` collects the scenarios the engine was asked for. */
export const renderPage = async (catalogue: Catalogue, options: PageOptions = {}) => {
  const known = knownFrom(catalogue)
  const codec: LinkCodec = {
    read: async (fragment) => {
      const { scenario, lost } = await readLinkAsync(fragment, known)
      return { scenario, lost: lost.map(({ text }) => text) }
    },
    write: (scenario) => writeLinkAsync(scenario),
  }
  const asked: Scenario[] = []
  const app = new AppState({
    catalogue,
    today: '2026-11-23',
    storageAllowed: options.storageAllowed ?? true,
    first: await codec.read(options.fragment ?? ''),
    linkTo: async (scenario) => `https://crossover.test/#${await codec.write(scenario)}`,
    copyText: options.copyText ?? (() => Promise.resolve()),
  })
  const page = render(App, { props: { app, theme: new Theme(null), codec } })
  app.engine = {
    where: options.where ?? 'worker',
    compare: (scenario) => {
      asked.push(scenario)
      return options.compare?.(scenario) ?? Promise.resolve(sampleComparison())
    },
    evidence: () => Promise.resolve({ evidence: [], basisCounts: sampleComparison().basisCounts }),
    explain: () => Promise.resolve(sampleExplanation()),
    odds: options.odds ?? (() => Promise.resolve(sampleOdds())),
    sensitivity: options.sensitivity ?? (() => Promise.resolve(sampleSensitivity())),
    rulePrices: options.rulePrices ?? (() => Promise.resolve({ prices: [], together: null, wouldCost: [], done: 0, of: 0 })),
  }
  return { app, page, asked }
}
