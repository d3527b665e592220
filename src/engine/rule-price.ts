/** What a rule costs: the best option with it less the best without it (`method.md` 10). */

export interface CostedOption {
  readonly id: string
  readonly cost: number
}

export type RulePrice =
  | { readonly possible: true; readonly bestWithout: string; readonly bestWith: string; readonly price: number }
  | { readonly possible: false; readonly bestWithout: string | null }

/** Cheapest option, ties by id; null where there is none. */
export const cheapest = <O extends CostedOption>(options: readonly O[]): O | null =>
  options.reduce<O | null>(
    (best, option) => (best === null || option.cost < best.cost || (option.cost === best.cost && option.id < best.id) ? option : best),
    null,
  )

/** No option left with the rule: not possible, and no price. Prices of rules do not add. */
export const priceOfRule = (
  options: readonly CostedOption[],
  allowedWithout: ReadonlySet<string>,
  allowedWith: ReadonlySet<string>,
): RulePrice => {
  const without = cheapest(options.filter(({ id }) => allowedWithout.has(id)))
  const restricted = cheapest(options.filter(({ id }) => allowedWith.has(id)))
  if (without === null || restricted === null) return { possible: false, bestWithout: without?.id ?? null }
  return { possible: true, bestWithout: without.id, bestWith: restricted.id, price: restricted.cost - without.cost }
}
