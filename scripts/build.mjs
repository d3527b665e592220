/** Builds the page and its one-file edition.  Usage: node scripts/build.mjs [--out dist] */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/** Writes the page to `outDir`, then `standalone.html` beside it. */
export const buildAll = async (outDir) => {
  process.env.NODE_ENV = 'production'
  const common = { build: { outDir: resolve(outDir) }, logLevel: 'warn' }
  await build(common)
  await build({ ...common, mode: 'standalone' })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = process.argv.indexOf('--out')
  await buildAll(at === -1 ? 'dist' : process.argv[at + 1])
}
