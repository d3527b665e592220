/** Light, dark, or as the system says; kept where the browser allows it and working where it does not. */
export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'crossover-theme'
const NEXT: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: 'light', light: 'dark', dark: 'system' }

/** The browser's storage, or null where it is refused (reading the property itself may throw). */
export const allowedStorage = (): Storage | null => {
  try {
    const { localStorage } = globalThis
    localStorage.setItem(`${KEY}-probe`, '')
    localStorage.removeItem(`${KEY}-probe`)
    return localStorage
  } catch {
    return null
  }
}

export class Theme {
  choice = $state<ThemeChoice>('system')
  readonly #storage: Storage | null

  constructor(storage: Storage | null) {
    this.#storage = storage
    const kept = storage?.getItem(KEY)
    if (kept === 'light' || kept === 'dark') this.choice = kept
  }

  /** system → light → dark → system */
  toggle(): void {
    this.choice = NEXT[this.choice]
    try {
      if (this.choice === 'system') this.#storage?.removeItem(KEY)
      else this.#storage?.setItem(KEY, this.choice)
    } catch {
      // full or revoked: the choice holds for this visit
    }
  }
}

/** Puts the choice on the page's root; to be called while a component starts. */
export const applyTheme = (theme: Theme, root: HTMLElement): void => {
  $effect(() => {
    if (theme.choice === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme.choice
  })
}
