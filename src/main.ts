/** Starts the page: connects the engine, reads the link, puts the state together, and mounts. */
import { mount } from 'svelte'
import catalogueJson from 'virtual:catalogue'
import App from './App.svelte'
import type { Catalogue } from './catalogue/schema.ts'
import { knownFrom } from './scenario/known.ts'
import { readLinkAsync, writeLinkAsync } from './scenario/link-compressed.ts'
import { AppState } from './state/app-state.svelte.ts'
import { allowedStorage, Theme } from './state/theme.svelte.ts'
import { fragmentOf, type LinkCodec } from './state/url-sync.svelte.ts'
import { connectEngine } from './worker/connect.ts'
import './ui/styles/tokens.css'
import './ui/styles/base.css'

// checked against its schema when the page was built
const catalogue = JSON.parse(catalogueJson) as Catalogue
const known = knownFrom(catalogue)

const codec: LinkCodec = {
  read: async (fragment) => {
    const { scenario, lost } = await readLinkAsync(fragment, known)
    return { scenario, lost: lost.map(({ text }) => text) }
  },
  write: (scenario) => writeLinkAsync(scenario, catalogue.version),
}

/** Today by the buyer's clock, YYYY-MM-DD. */
const today = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

const start = async (target: HTMLElement): Promise<void> => {
  // the worker starts while the page is put together
  const engine = connectEngine(catalogueJson, catalogue)
  const storage = allowedStorage()
  const app = new AppState({
    catalogue,
    today: today(),
    storageAllowed: storage !== null,
    first: await codec.read(fragmentOf(location)),
    linkTo: async (scenario) => `${location.href.replace(/#.*$/, '')}#${await codec.write(scenario)}`,
    copyText: (text) => navigator.clipboard.writeText(text),
  })
  // a task of its own, so that a slow phone answers in between
  await new Promise((next) => setTimeout(next))
  // what index.html shows until here
  target.replaceChildren()
  mount(App, { target, props: { app, theme: new Theme(storage), codec } })
  app.engine = await engine
}

const target = document.getElementById('app')
if (target !== null) void start(target)
