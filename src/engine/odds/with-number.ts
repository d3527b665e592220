/** A scenario with other numbers at the paths of its fields. */
import type { Scenario } from '../../scenario/schema.ts'

type Tree = Readonly<Record<string, unknown>> | readonly unknown[]

const withValue = (tree: Tree, keys: readonly string[], value: number): Tree => {
  const [key, ...rest] = keys as [string, ...string[]]
  const at = (tree as Readonly<Record<string, unknown>>)[key]
  const changed = rest.length === 0 ? value : withValue((at ?? {}) as Tree, rest, value)
  return Array.isArray(tree) ? tree.map((item: unknown, index) => (String(index) === key ? changed : item)) : { ...tree, [key]: changed }
}

/** Keys of a path; the key of a record may itself hold dots (`apiPrices.openai/gpt-6.2-sol.out`). */
const keysOf = (path: string): string[] => {
  const [first, ...rest] = path.split('.') as [string, ...string[]]
  if (first === 'workloads') return [first, ...rest]
  return rest.length === 0 ? [first] : [first, rest.join('.')]
}

/** A scenario with another number at a path (`workloads.0.outputTokens`, `gpuPrices.h100-sxm`). */
export const withNumber = (scenario: Scenario, path: string, value: number): Scenario =>
  withValue(scenario, keysOf(path), value) as unknown as Scenario
