import { describe, expect, it } from 'vitest'
import { rateNote } from './rate-note.ts'

const currencies = { base: 'USD' as const, date: '2026-09-29', source: 's', rates: [{ code: 'EUR', name: 'Euro', perUsd: 0.92 }] }

describe('the exchange rate under figure 1', () => {
  it('is the catalogue’s with its date', () =>
    expect(rateNote({ code: 'EUR', perUsd: 0.92 }, { rates: {} }, { currencies })).toBe(
      'Amounts at 0.92 EUR per USD, rate of 29 Sep 2026.',
    ))
  it('is the buyer’s own where there is one', () =>
    expect(rateNote({ code: 'EUR', perUsd: 0.88 }, { rates: { EUR: 0.88 } }, { currencies })).toBe(
      'Amounts at 0.88 EUR per USD, your rate.',
    ))
  it('is not named for US dollars', () => expect(rateNote({ code: 'USD', perUsd: 1 }, { rates: {} }, { currencies })).toBeNull())
})
