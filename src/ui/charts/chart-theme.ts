/** Which colours, faces and times does a canvas draw with? Read from the design's tokens, again whenever the theme changes. */
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
  /** milliseconds a geometry takes to slide; 0 under reduced motion */
  readonly motion: number
}

/** Tokens as the element sees them. A colour is resolved by putting it on a probe: a custom property keeps its `light-dark()`. */
export const readTheme = (element: Element): ChartTheme => {
  const probe = document.createElement('span')
  element.append(probe)
  const probed = getComputedStyle(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`
    return probed.color
  }
  const text = (token: string): string => probed.getPropertyValue(token).trim()
  const theme: ChartTheme = {
    page: colour('--page'),
    ink: colour('--ink'),
    ink2: colour('--ink-2'),
    ink3: colour('--ink-3'),
    lineStrong: colour('--line-strong'),
    grid: colour('--grid'),
    accent: colour('--accent'),
    families: { api: colour('--fam-api'), hosted: colour('--fam-hosted'), own: colour('--fam-own') },
    familyInks: { api: colour('--fam-api-ink'), hosted: colour('--fam-hosted-ink'), own: colour('--fam-own-ink') },
    ownWash: colour('--fam-own-wash'),
    people: colour('--part-people'),
    platform: colour('--part-platform'),
    oneOff: colour('--part-oneoff'),
    partEdge: colour('--part-edge'),
    sans: text('--font-sans') || 'sans-serif',
    serif: text('--font-serif') || 'serif',
    motion: Number.parseFloat(text('--motion-chart')) || 0,
  }
  probe.remove()
  return theme
}

/** Calls `changed` when the page's theme, the system's, the wish for less motion, or the screen's density changes. Returns what stops it. */
export const watchTheme = (changed: () => void): (() => void) => {
  const root = new MutationObserver(changed)
  root.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const queries = [
    '(prefers-color-scheme: dark)',
    '(prefers-reduced-motion: reduce)',
    '(prefers-contrast: more)',
    `(resolution: ${devicePixelRatio}dppx)`,
  ].map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    root.disconnect()
    for (const query of queries) query.removeEventListener('change', changed)
  }
}
