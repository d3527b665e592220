/**
 * Makes the history of the market a module of the page: `virtual:market` exports it as JSON text, checked when the page is built.
 * It is imported once the answer is on the page, so it is no part of a first visit.
 */
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadMarket } from '../../src/catalogue/load-market.ts'
import { filesUnder } from './bundled-catalogue.ts'

const MODULE = 'virtual:market'
/** A name with a NUL byte belongs to this plugin alone (convention of the bundler). */
const RESOLVED = `\0${MODULE}`

/** `folder` holds the data files. */
export const bundledMarket = (folder: string): Plugin => ({
  name: 'crossover:bundled-market',
  resolveId: { filter: { id: new RegExp(`^${MODULE}$`) }, handler: () => RESOLVED },
  load: {
    filter: { id: new RegExp(`^\0${MODULE}$`) },
    handler() {
      for (const file of filesUnder(folder)) this.addWatchFile(resolve(file))
      const json = JSON.stringify(loadMarket(folder, loadCatalogue(folder)))
      return { code: `export default ${JSON.stringify(json)}`, map: null, moduleSideEffects: false }
    },
  },
})
