/** What is each line of an option's cost called? */
import type { CostLine, LineId, OptionResult } from '../../engine/result.ts'

const NAMES: Readonly<Record<LineId, string>> = {
  'tokens-plain': 'Input tokens',
  'tokens-read': 'Input read from cache',
  'tokens-write': 'Input written to cache',
  'tokens-out': 'Output tokens',
  'call-fees': 'Paid calls',
  'cache-storage': 'Cache storage',
  'commitment-top-up': 'Up to the committed spend',
  support: 'Support',
  compute: 'GPU rent',
  'commitment-tail': 'Contract after the horizon',
  platform: 'Storage, network, management',
  licences: 'Software licences',
  people: 'People',
  'one-off': 'One-off, spread over the horizon',
  provisioned: 'Reserved API capacity',
  dedicated: 'Dedicated endpoint',
  capital: 'Servers, paid off by the month',
  energy: 'Electricity',
  site: 'Space and power lines',
  maintenance: 'Maintenance',
  insurance: 'Insurance and other',
  'bridge-rent': 'GPUs rented until servers arrive',
  'model-swap': 'Newer models',
  exit: 'Leaving, spread over the horizon',
  'api-usage': 'API for the rest',
  'api-people': 'People, for the API',
}

export const lineName = (id: LineId): string => NAMES[id]

/** Do the levelised lines add up to the option's total, to a cent? */
export const linesAddUp = ({ lines, levelised }: OptionResult): boolean =>
  levelised !== null && Math.abs(lines.reduce((total: number, line: CostLine) => total + line.levelised, 0) - levelised) < 0.01
