/** Keeps the address and the scenario the same, both ways. */
import type { Scenario } from '../scenario/schema.ts'
import type { AppState, LinkReading } from './app-state.svelte.ts'
import { HistoryTrail } from './history-trail.ts'

export interface LinkCodec {
  /** any text at all gives a scenario */
  readonly read: (fragment: string) => Promise<LinkReading>
  readonly write: (scenario: Scenario) => Promise<string>
}

/** Milliseconds; browsers refuse more than a few changes of the address a second. */
const TYPING_PAUSE = 300

/** The fragment of an address, without its sign. */
export const fragmentOf = (place: Location): string => place.hash.replace(/^#/, '')

/** To be called while a component starts. */
export const keepAddress = (app: AppState, codec: LinkCodec, page: Window): void => {
  const trail = new HistoryTrail(page.history, fragmentOf(page.location))
  let newest = 0

  $effect(() => {
    const { scenario, kind } = app.edit
    if (kind === 'read') return
    newest += 1
    const turn = newest
    const write = async () => {
      const fragment = await codec.write(scenario)
      // a later edit has its own turn; an address that is no longer ours is left alone
      if (turn !== newest) return
      if (kind === 'typing') trail.typed(fragment)
      else trail.committed(fragment)
    }
    if (kind === 'committed') {
      void write()
      return
    }
    const timer = setTimeout(() => void write(), TYPING_PAUSE)
    return () => clearTimeout(timer)
  })

  $effect(() => {
    const arrive = () => {
      const fragment = fragmentOf(page.location)
      if (fragment === trail.shown) return
      trail.arrived(fragment)
      newest += 1
      const turn = newest
      void codec.read(fragment).then((reading) => {
        if (turn === newest) app.arrive(reading)
      })
    }
    page.addEventListener('popstate', arrive)
    page.addEventListener('hashchange', arrive)
    return () => {
      page.removeEventListener('popstate', arrive)
      page.removeEventListener('hashchange', arrive)
    }
  })
}
