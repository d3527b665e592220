/** How a long calculation is handed out in small pieces, so that whoever runs it may stop, report or answer something else in between. */

/** Each step takes a few milliseconds; a step with something to show yields it, the last one returns the answer. */
export type Steps<T> = Generator<T | null, T>

/** The answer at once, for who has nothing else to do. */
export const atOnce = <T>(steps: Steps<T>): T => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
