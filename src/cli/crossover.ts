/**
 * `npm run -s crossover -- COMMAND FILE`: the same engine without a page. Data on standard output only, messages on
 * standard error; exit 0, or 2 for bad input with the place named.
 */
import { fileURLToPath } from 'node:url'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { compareScenario, sensitivityOfScenario } from './compare.ts'
import { predictPoints } from './predict.ts'
import { priceLines, UnpricedLines } from './price.ts'
import { InputError, readText } from './read-input.ts'
import { sizeJob } from './size.ts'

const USAGE = `usage: crossover COMMAND FILE      FILE "-" reads standard input
  compare scenario.json|'#link'   the whole comparison as JSON, with its odds and rule prices
  sensitivity scenario.json|'#link'   what each input changes, and where the answer flips
  price cases.jsonl               one JSON line each: the bill of a usage
  predict points.csv              the same rows with predicted TPOT, TTFT and tokens/s per GPU
  size job.json                   the best layout of a model on a GPU under latency targets`

const BAD_INPUT = 2

const data = () => loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))

const COMMANDS: Readonly<Record<string, (file: string) => string | Promise<string>>> = {
  compare: (file) => compareScenario(file.startsWith('#') ? file : readText(file), file, data()),
  sensitivity: (file) => sensitivityOfScenario(file.startsWith('#') ? file : readText(file), file, data()),
  price: (file) => priceLines(readText(file), file, data()),
  predict: (file) => {
    const answer = predictPoints(readText(file), data())
    if ('error' in answer) throw new InputError(`${file}: ${answer.error}`)
    return answer.csv
  },
  size: (file) => {
    const answer = sizeJob(readText(file), data())
    if ('error' in answer) throw new InputError(`${file}: ${answer.error}`)
    return JSON.stringify(answer, null, 2)
  },
}

const run = async (words: readonly string[]): Promise<number> => {
  const [command, file] = words
  if (command === undefined || file === undefined || words.length > 2 || !Object.hasOwn(COMMANDS, command)) {
    process.stderr.write(
      `${command !== undefined && !Object.hasOwn(COMMANDS, command) ? `crossover: unknown command "${command}"\n` : ''}${USAGE}\n`,
    )
    return BAD_INPUT
  }
  try {
    const output = await COMMANDS[command]!(file)
    process.stdout.write(output.endsWith('\n') || output === '' ? output : `${output}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    if (error instanceof UnpricedLines) process.stdout.write(error.output)
    process.stderr.write(`crossover ${command}: ${error.message}\n`)
    return BAD_INPUT
  }
}

// A closed pipe (| head) is not a fault of the input.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await run(process.argv.slice(2))
