/**
 * What does the default scenario answer today? Writes the worked example of README.md between its two marks, from the same comparison
 * as `crossover compare '#'`. Part of `npm run docs`; tests/data/methodology.test.ts fails when it is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { loadCatalogue } from '../src/catalogue/load-catalogue.ts'
import { compare } from '../src/engine/compare/compare.ts'
import { LINE_WORDS } from '../src/engine/explanation/explain-option.ts'
import type { Comparison, OptionResult } from '../src/engine/result.ts'
import { defaultScenario } from '../src/scenario/defaults.ts'
import type { Scenario } from '../src/scenario/schema.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const README = join(ROOT, 'README.md')
const BEGIN = '<!-- example: written by npm run docs -->'
const END = '<!-- end of example -->'

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
const usd = (value: number): string => `${whole(value)} USD`
const percent = (share: number): string => `${Math.round(share * 100)} %`

const question = ({ workloads, months, startMonth, discountRate }: Scenario, profile: string, today: OptionResult | undefined): string => {
  const workload = workloads[0]!
  return [
    `**Asked.** ${workload.name}: ${whole(workload.requestsPerMonth)} requests a month, each with ${whole(workload.inputTokens)} input tokens`,
    `(${percent(workload.cachedShare)} read from a prompt cache, ${percent(workload.cacheWriteShare)} written to it) and`,
    `${whole(workload.outputTokens + workload.reasoningTokens)} output tokens; week: ${profile}; p95 of ${workload.ttftP95Seconds} s to the first token and`,
    `${workload.tpotP95Seconds * 1000} ms a token; ${months} months from ${startMonth} at a discount rate of ${percent(discountRate)}.`,
    today === undefined ? '' : `Used today: ${today.name}.`,
  ].join(' ')
}

const row = (what: string, option: OptionResult | undefined): string => {
  if (option === undefined || option.levelised === null) return ''
  const people = option.lines.find((line) => line.id === 'people')?.levelised ?? 0
  return `| ${what} | ${option.name}. ${option.subtitle} | ${usd(option.levelised)} | ${usd(people)} |`
}

const switchWords = ({ volume, requests }: Comparison, today: OptionResult | undefined): string => {
  if (volume === null) return ''
  const range = `between ${whole(volume.requests[0]!)} and ${whole(volume.requests.at(-1)!)} requests a month`
  const first = volume.crossings.find((crossing) => crossing.requests >= requests) ?? volume.crossings.at(-1)
  const sides =
    first === undefined ? `the cheaper side does not change ${range}` : `the cheaper side changes at ${whole(first.requests)} requests`
  const against = volume.againstToday?.crossings.at(-1)
  const from =
    against === undefined || today === undefined
      ? ''
      : ` Against ${today.name}, self-hosting is cheaper from ${whole(against.requests)} requests a month.`
  return `**Volume.** Against the cheapest API ${sides}.${against?.cheaperAfter === 'self-hosted' ? from : ''}`
}

const answer = (comparison: Comparison): string => {
  const byId = new Map(comparison.options.map((option) => [option.id, option]))
  const ranked = comparison.ranking.map((id) => byId.get(id)!)
  const { bestApiId, bestSelfHostedId, usedTodayId } = comparison.verdict
  const today = usedTodayId === null ? undefined : byId.get(usedTodayId)
  const api = bestApiId === null ? undefined : byId.get(bestApiId)
  const fleet = bestSelfHostedId === null ? undefined : byId.get(bestSelfHostedId)
  const lines = api === undefined ? [] : api.lines.map((line) => `${LINE_WORDS[line.id].toLowerCase()} ${whole(line.levelised)}`)
  const possible = comparison.options.filter((option) => option.status === 'possible').length
  return [
    `**Answered** with the data of ${comparison.asOf}: ${possible} of ${comparison.options.length} options are possible.`,
    [
      '| | option | levelised a month | of which people |',
      '| :-- | :-- | --: | --: |',
      row('Used today', today),
      row('Cheapest API', api),
      row(
        'Cheapest hosted open model',
        ranked.find((option) => option.kind === 'api-open'),
      ),
      row(
        'Cheapest rented GPUs',
        ranked.find((option) => option.kind === 'rented'),
      ),
      row(
        'Cheapest own servers',
        ranked.find((option) => option.kind === 'owned'),
      ),
      row(
        'Cheapest mix of GPUs and API',
        ranked.find((option) => option.kind === 'hybrid'),
      ),
    ]
      .filter((line) => line !== '')
      .join('\n'),
    api === undefined || fleet === undefined
      ? ''
      : `So: ${api.levelised! < fleet.levelised! ? 'stay on an API' : 'host the model yourself'}; the other side costs ${usd(Math.abs(comparison.verdict.difference ?? 0))} a month more.`,
    api === undefined ? '' : `The ${usd(api.levelised!)} of ${api.name} are ${lines.join(' + ')}.`,
    switchWords(comparison, today),
  ].join('\n\n')
}

/** README.md with the example of today. @throws if it has lost its marks */
export const readmeWithExample = async (): Promise<string> => {
  const text = readFileSync(README, 'utf8')
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`README.md needs "${BEGIN}" and "${END}"`)
  const scenario = defaultScenario()
  const catalogue = loadCatalogue(join(ROOT, 'data'))
  const comparison = compare(scenario, catalogue)
  const profile = catalogue.profiles.find(({ id }) => id === scenario.workloads[0]!.profile)?.name ?? 'unknown'
  const today = comparison.options.find((option) => option.id === comparison.verdict.usedTodayId)
  const example = `${question(scenario, profile, today)}\n\n${answer(comparison)}`
  const whole = `${text.slice(0, from)}${BEGIN}\n\n${example}\n\n${text.slice(to)}`
  return format(whole, { ...(await resolveConfig(README)), parser: 'markdown' })
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) writeFileSync(README, await readmeWithExample())
