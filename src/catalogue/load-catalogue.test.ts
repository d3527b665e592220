import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCatalogue } from './load-catalogue.ts'

const DATA = join(import.meta.dirname, '../../data')

describe('a damaged data folder', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
    cpSync(DATA, folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const edit = (file: string, change: (text: string) => string) => {
    const path = join(folder, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }

  it('is reported by file and field when a price is text', () => {
    edit('apis/openai.json', (text) => text.replace('"plain": 8', '"plain": "8"'))
    expect(() => loadCatalogue(folder)).toThrow(/data\/apis\/openai\.json: offers\.0\.entries\.0\.prices\.plain: /)
  })

  it('is reported by file when it is not JSON', () => {
    edit('gpus/l4.json', (text) => text.slice(0, -4))
    expect(() => loadCatalogue(folder)).toThrow(/data\/gpus\/l4\.json: not valid JSON/)
  })

  it('is reported when an unknown field appears', () => {
    edit('places/DE.json', (text) => text.replace('"name"', '"nmae"'))
    expect(() => loadCatalogue(folder)).toThrow(/data\/places\/DE\.json: /)
  })

  it('is reported when a file is not named after its id', () => {
    renameSync(join(folder, 'models/kimi-k3.json'), join(folder, 'models/kimi.json'))
    expect(() => loadCatalogue(folder)).toThrow('data/models/kimi.json: id is "kimi-k3", not the file\'s name')
  })

  it('has another version as soon as one figure differs', () => {
    const before = loadCatalogue(folder).version
    edit('fx.json', (text) => text.replace('0.880226', '0.880227'))
    const after = loadCatalogue(folder).version
    expect(before).toMatch(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/)
    expect(after).not.toBe(before)
  })
})
