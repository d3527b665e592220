/** The glyph of each family as paths around 0, 12 px large: the same on the page, in a key and in a picture. */
import type { Family } from '../figures/family.ts'

export interface MarkShape {
  readonly path: string
  /** the half that is an API's, of a hybrid */
  readonly half: string | null
}

export const MARK_SHAPES: Readonly<Record<Family, MarkShape>> = {
  api: { path: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z', half: null },
  hosted: { path: 'M0-6l6 6-6 6-6-6z', half: null },
  own: { path: 'M-4.8-4.8h2.6v9.6h-2.6zM-1-4.8h2.1v9.6h-2.1zM2.3-4.8h2.5v9.6h-2.5z', half: null },
  bought: { path: 'M-4.8-4.8h4.2v4.2h-4.2zM.6-4.8h4.2v4.2h-4.2zM-4.8.6h4.2v4.2h-4.2zM.6.6h4.2v4.2h-4.2z', half: null },
  hybrid: { path: 'M-4.8-4.8h4.8v9.6h-4.8z', half: 'M0-5.3a5.3 5.3 0 0 1 0 10.6z' },
}

/** Of the ring around a mark that yardsticks disagree about. */
export const RING_RADIUS = 9
