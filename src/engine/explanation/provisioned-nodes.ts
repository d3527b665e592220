/** Explains reserved API capacity: tokens a second of the peak hour, weighted as the buyer was quoted, then units and their price. */
import { isWhole, peakRate, quotesOf, type Quote, type WholeQuote } from '../compare/provisioned-quote.ts'
import { constant, sum } from '../explain.ts'
import { reservedCapacity, unitsOfCapacity, weightedRate } from '../provisioned.ts'
import { arrivalRate } from '../week.ts'
import type { Unit } from '../../units/unit.ts'
import { requestsNode, tokensNode } from './demand-nodes.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, type Node } from './leaves.ts'

/** The quote for an offer, if it is complete. */
export const quoteFor = (offerId: string, given: ExplanationContext): WholeQuote | null => {
  const quote = quotesOf(given.settings).find(({ offer }) => offer.id === offerId)
  return quote !== undefined && isWhole(quote) ? quote : null
}

/** A part of the quote: the field where it was entered, else what stands in for it. */
const quoted = <U extends Unit>(
  label: string,
  unit: U,
  value: number,
  ending: string,
  quote: Quote,
  given: ExplanationContext,
): Node<U> => {
  const key = `${quote.offer.id}.${ending}`
  return Object.hasOwn(given.settings.scenario.provisioned, key)
    ? fieldNode(label, unit, value, `provisioned.${key}`, given.basisOf)
    : constant(label, unit, value, 'Not in your quote: 1, or as plain input.')
}

const rateNode = (quote: WholeQuote, hour: number, given: ExplanationContext, m: number): Node<'token/s'> => {
  const { scenario, profiles, weeks } = given.settings
  const weight = (label: string, kind: 'plain' | 'read' | 'write' | 'out'): Node<'1'> =>
    quoted(`Weight of ${label}`, '1', quote.weights[kind], kind, quote, given)
  const rates = scenario.workloads.map((workload, index) => {
    const profile = profiles[index]!
    return weightedRate.explain(workload.name, {
      arrivals: arrivalRate.explain('Requests a second in the peak hour', {
        requests: requestsNode(given, index, m),
        batchShare: fieldNode('Share that may wait', '1', workload.batchShare, `workloads.${index}.batchShare`, given.basisOf),
        weight: {
          label: `Weight of the peak hour, ${profile.name}`,
          value: weeks[index]![hour]!,
          unit: '1',
          origin: { kind: 'input', field: `workloads.${index}.profile`, basis: profile.basis, source: profile.sources[0] ?? null },
        },
      }),
      plain: tokensNode(given, index, 'plain'),
      plainWeight: weight('plain input', 'plain'),
      read: tokensNode(given, index, 'read'),
      readWeight: weight('cached input', 'read'),
      write: tokensNode(given, index, 'write'),
      writeWeight: weight('input written to a cache', 'write'),
      out: tokensNode(given, index, 'out'),
      outWeight: weight('output', 'out'),
    })
  })
  return rates.length === 1 ? rates[0]! : sum('Weighted tokens a second', 'token/s', rates)
}

export const reservedNode = (quote: WholeQuote, given: ExplanationContext, m: number): Node<'USD/month'> => {
  const { hour, rate } = peakRate(quote, given.settings, m)
  const price = quoted('A unit', 'USD/month', quote.usd, 'usd', quote, given)
  const units =
    rate > 0
      ? unitsOfCapacity.explain('Units', {
          rate: rateNode(quote, hour, given, m),
          ratePerUnit: quoted('Weighted tokens a second of a unit', 'token/s', quote.rate, 'rate', quote, given),
          minimum: quoted('At least', '1', quote.minimum, 'minimum', quote, given),
          step: quoted('Sold in steps of', '1', quote.step, 'step', quote, given),
        })
      : constant('Units', '1', 0, 'No work that people wait for.')
  return reservedCapacity.explain('Reserved capacity', { units, price })
}
