/** Whether what the engine got agrees with what a golden case expects, by the case's stated tolerance. */

export interface CaseResult {
  readonly id: string
  readonly passed: boolean
  readonly expected: unknown
  readonly got: unknown
  /** set where the engine has no words for the case; it then counts neither way */
  readonly skipped?: string
}

export interface Tolerance {
  readonly rel: number
  readonly abs: number
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A number v agrees if |x − v| ≤ max(abs, rel·|v|); text, null and booleans exactly; what `got` has beyond `expected` is not looked at. */
export const agrees = (expected: unknown, got: unknown, tolerance: Tolerance): boolean => {
  if (typeof expected === 'number')
    return typeof got === 'number' && Math.abs(got - expected) <= Math.max(tolerance.abs, tolerance.rel * Math.abs(expected))
  if (Array.isArray(expected))
    return Array.isArray(got) && got.length === expected.length && expected.every((value, index) => agrees(value, got[index], tolerance))
  if (isRecord(expected))
    return isRecord(got) && Object.entries(expected).every(([key, value]) => Object.hasOwn(got, key) && agrees(value, got[key], tolerance))
  return expected === got
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
