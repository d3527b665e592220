/**
 * What does the browser's history hold while a buyer types? Every keystroke shows in the address, but only a finished change
 * is a step back: before the finished state is pushed, the entry that typing overwrote gets its old address again.
 */
export interface HistoryLike {
  replaceState(data: unknown, unused: string, url: string): void
  pushState(data: unknown, unused: string, url: string): void
}

export class HistoryTrail {
  readonly #history: HistoryLike
  #committed: string
  #shown: string

  /** `fragment` is the address's present one, without the sign. */
  constructor(history: HistoryLike, fragment: string) {
    this.#history = history
    this.#committed = fragment
    this.#shown = fragment
  }

  /** the fragment that the address shows, as far as this page wrote or read it */
  get shown(): string {
    return this.#shown
  }

  typed(fragment: string): void {
    if (fragment === this.#shown) return
    this.#history.replaceState(null, '', `#${fragment}`)
    this.#shown = fragment
  }

  committed(fragment: string): void {
    if (fragment === this.#committed) {
      this.typed(fragment)
      return
    }
    if (this.#shown !== this.#committed) this.#history.replaceState(null, '', `#${this.#committed}`)
    this.#history.pushState(null, '', `#${fragment}`)
    this.#committed = fragment
    this.#shown = fragment
  }

  /** The browser moved to another entry, or the buyer wrote another address. */
  arrived(fragment: string): void {
    this.#committed = fragment
    this.#shown = fragment
  }
}
