/** Which models and which GPU does the market view begin with: those of the verdict and of today? */
import type { Comparison, OptionResult } from '../../engine/result.ts'
import type { ChosenLine } from './price-figure.ts'
import type { PriceLine } from './price-lines.ts'

export interface DefaultModel {
  readonly modelId: string
  readonly role: 'cheapest API' | 'self-hosted' | 'used today' | 'for comparison'
}

const byId = ({ options }: Comparison, id: string | null): OptionResult | null => options.find((option) => option.id === id) ?? null

/** The two options of the verdict and the one used today, or its example, each model once. */
export const defaultModels = (comparison: Comparison, saidToday = true): readonly DefaultModel[] => {
  const { bestApiId, bestSelfHostedId, usedTodayId } = comparison.verdict
  const wanted = [
    [usedTodayId, saidToday ? 'used today' : 'for comparison'],
    [bestApiId, 'cheapest API'],
    [bestSelfHostedId, 'self-hosted'],
  ] as const
  return wanted
    .flatMap(([id, role]) => {
      const option = byId(comparison, id)
      return option === null ? [] : [{ modelId: option.modelId, role }]
    })
    .filter(({ modelId }, at, all) => all.findIndex((other) => other.modelId === modelId) === at)
}

/** The GPU of the best self-hosted option; null: there is none. */
export const defaultGpu = (comparison: Comparison): string | null => {
  const option = byId(comparison, comparison.verdict.bestSelfHostedId)
  return option?.rented?.gpuId ?? option?.owned?.gpuId ?? null
}

/** What stands under a line's name. */
export const chosenLine = (line: PriceLine, defaults: readonly DefaultModel[]): ChosenLine => {
  const role = defaults.find(({ modelId }) => modelId === line.modelId)?.role
  return { line, role: role === 'used today' ? `used today, ${line.seller}` : `at ${line.seller}`, main: role !== undefined }
}
