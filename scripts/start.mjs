/** `npm start`: builds the page, serves it and prints the address. */
import { buildAll } from './build.mjs'
import { serve } from './serve.mjs'

process.stdout.write('Building the page …\n')
await buildAll('dist')
const { address } = await serve('dist')
process.stdout.write(`Crossover is at ${address} (Ctrl+C stops it)\n`)
