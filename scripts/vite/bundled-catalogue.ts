/**
 * Makes the facts in `data/` a module of the page: `virtual:catalogue` exports the whole catalogue as JSON text, checked
 * when the page is built. Text and not an object, because the page posts it to the engine's worker as it stands.
 */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'

const MODULE = 'virtual:catalogue'
/** A name with a NUL byte belongs to this plugin alone (convention of the bundler). */
const RESOLVED = `\0${MODULE}`

export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** `folder` holds the data files. */
export const bundledCatalogue = (folder: string): Plugin => ({
  name: 'crossover:bundled-catalogue',
  resolveId: { filter: { id: new RegExp(`^${MODULE}$`) }, handler: () => RESOLVED },
  load: {
    filter: { id: new RegExp(`^\0${MODULE}$`) },
    handler() {
      for (const file of filesUnder(folder)) this.addWatchFile(resolve(file))
      const json = JSON.stringify(loadCatalogue(folder))
      return { code: `export default ${JSON.stringify(json)}`, map: null, moduleSideEffects: false }
    },
  },
})
