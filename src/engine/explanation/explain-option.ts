import type { Explained } from '../explain.ts'
import type { OptionResult } from '../result.ts'
export const explainOption = (option: OptionResult, _given: unknown): Explained => ({ label: option.name, value: option.levelised, unit: 'USD/month', origin: { kind: 'sum', parts: [] } })
