/** Why the serving model gives no figures: an input it does not know. Never a guess, never an exception (`serving-model.md` 11). */
export interface Refusal {
  /** path of the field at fault, e.g. `engine`, `gpu.serving`, `attnGroups[2].kind` */
  readonly field: string
  /** a full sentence for people */
  readonly reason: string
}

export const refuse = (field: string, reason: string): Refusal => ({ field, reason })

export const isRefusal = (answer: object): answer is Refusal => 'reason' in answer
