/** How components reach the state and the theme. */
import { createContext } from 'svelte'
import type { AppState } from './app-state.svelte.ts'
import type { Theme } from './theme.svelte.ts'

export const [useApp, provideApp] = createContext<AppState>()
export const [useTheme, provideTheme] = createContext<Theme>()
