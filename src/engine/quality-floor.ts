/** Which models are good enough, and by how much the others are not (`method.md` 9): inside the noise band models are equal. */

export interface ScoredModel {
  readonly id: string
  readonly score: number
  readonly cost: number
}

export interface FloorResult<M extends ScoredModel> {
  /** score ≥ floor − band, by cost, then id */
  readonly inside: readonly M[]
  /** the rest, with score − floor, by id */
  readonly below: readonly { readonly model: M; readonly difference: number }[]
}

export const applyFloor = <M extends ScoredModel>(models: readonly M[], floor: number, band: number): FloorResult<M> => {
  const byId = (a: ScoredModel, b: ScoredModel): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  const meets = (model: M): boolean => model.score >= floor - band
  return {
    inside: models.filter(meets).sort((a, b) => a.cost - b.cost || byId(a, b)),
    below: models
      .filter((model) => !meets(model))
      .sort(byId)
      .map((model) => ({ model, difference: model.score - floor })),
  }
}
