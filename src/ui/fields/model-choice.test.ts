import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { chosenIds, modelsByMaker, toggled } from './model-choice.ts'

const catalogue = loadCatalogue('data')

describe('model choice', () => {
  it('lists no model twice, and none that no option could use', () => {
    const ids = modelsByMaker(catalogue, '').flatMap(({ models }) => models.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    const unusable = catalogue.models.find(
      ({ id, architecture }) =>
        architecture === null && !catalogue.apiProviders.some(({ offers }) => offers.some(({ modelId }) => modelId === id)),
    )
    expect(ids).not.toContain(unusable?.id)
  })

  it('finds by maker and by name, whatever the case', () => {
    expect(modelsByMaker(catalogue, 'ANTHROPIC').map(({ maker }) => maker)).toEqual(['Anthropic'])
    expect(modelsByMaker(catalogue, 'qwen3.8-27b').flatMap(({ models }) => models.map(({ id }) => id))).toContain('qwen3.8-27b')
    expect(modelsByMaker(catalogue, 'no such thing')).toEqual([])
  })

  it('makes the list the buyer’s own once one model is taken out, and gives it back', () => {
    const all = chosenIds('all', catalogue)
    const [first = ''] = all
    const own = toggled('all', catalogue, first)
    expect(own).toHaveLength(all.size - 1)
    expect(own).not.toContain(first)
    expect(chosenIds([...toggled([...own], catalogue, first)], catalogue)).toEqual(all)
  })
})
