/** Which colours and faces does a canvas draw with? Read from the design's tokens, again whenever the theme changes. */
import type { Family } from '../figures/family.ts'

export interface ChartTheme {
  readonly page: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly lineStrong: string
  readonly grid: string
  readonly accent: string
  readonly families: Readonly<Record<Family, string>>
  /** the same hues as text */
  readonly familyInks: Readonly<Record<Family, string>>
  readonly ownWash: string
  readonly people: string
  readonly platform: string
  readonly oneOff: string
  readonly partEdge: string
  readonly sans: string
  readonly serif: string
}

const COLOURS = {
  page: '--page',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  lineStrong: '--line-strong',
  grid: '--grid',
  accent: '--accent',
  api: '--fam-api',
  hosted: '--fam-hosted',
  own: '--fam-own',
  apiInk: '--fam-api-ink',
  hostedInk: '--fam-hosted-ink',
  ownInk: '--fam-own-ink',
  ownWash: '--fam-own-wash',
  people: '--part-people',
  platform: '--part-platform',
  oneOff: '--part-oneoff',
  partEdge: '--part-edge',
} as const

type Colours = Readonly<Record<keyof typeof COLOURS, string>>

/** A colour is resolved by putting it on a probe: a custom property keeps its `light-dark()`. All at once, or each would style the page anew. */
const readColours = (element: Element): Colours => {
  const probes = document.createElement('span')
  for (const token of Object.values(COLOURS)) {
    const probe = document.createElement('i')
    probe.style.color = `var(${token})`
    probes.append(probe)
  }
  element.append(probes)
  const colours = Object.keys(COLOURS).map((name, index) => [name, getComputedStyle(probes.children[index]!).color] as const)
  probes.remove()
  return Object.fromEntries(colours) as Colours
}

/** Tokens as the element sees them. */
export const readTheme = (element: Element): ChartTheme => {
  const { api, hosted, own, apiInk, hostedInk, ownInk, ...colours } = readColours(element)
  const style = getComputedStyle(element)
  return {
    ...colours,
    families: { api, hosted, own, bought: own, hybrid: own },
    familyInks: { api: apiInk, hosted: hostedInk, own: ownInk, bought: ownInk, hybrid: ownInk },
    sans: style.getPropertyValue('--font-sans').trim() || 'sans-serif',
    serif: style.getPropertyValue('--font-serif').trim() || 'serif',
  }
}

/** Calls `changed` when the page's theme, the system's, or the screen's density changes. Returns what stops it. */
export const watchTheme = (changed: () => void): (() => void) => {
  const root = new MutationObserver(changed)
  root.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', `(resolution: ${devicePixelRatio}dppx)`].map((query) =>
    matchMedia(query),
  )
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    root.disconnect()
    for (const query of queries) query.removeEventListener('change', changed)
  }
}
