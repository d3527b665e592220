import { describe, expect, it } from 'vitest'
import { HistoryTrail } from './history-trail.ts'

/** A browser's history: the entries, the last one current. */
const fakeHistory = (first: string) => {
  const entries = [first]
  return {
    entries,
    replaceState: (_data: unknown, _unused: string, url: string) => {
      entries[entries.length - 1] = url
    },
    pushState: (_data: unknown, _unused: string, url: string) => {
      entries.push(url)
    },
  }
}

describe('history trail', () => {
  it('shows every keystroke and keeps the state before it one step back', () => {
    const history = fakeHistory('#a')
    const trail = new HistoryTrail(history, 'a')
    trail.typed('r=3')
    trail.typed('r=30')
    expect(history.entries).toEqual(['#r=30'])
    trail.committed('r=30')
    expect(history.entries).toEqual(['#a', '#r=30'])
    trail.committed('r=30')
    expect(history.entries).toEqual(['#a', '#r=30'])
  })

  it('makes no step of typing that ends where it began', () => {
    const history = fakeHistory('#a')
    const trail = new HistoryTrail(history, 'a')
    trail.typed('b')
    trail.committed('a')
    expect(history.entries).toEqual(['#a'])
  })

  it('starts anew from the entry the browser moved to', () => {
    const history = fakeHistory('#a')
    const trail = new HistoryTrail(history, 'a')
    trail.arrived('z')
    trail.committed('z')
    expect(history.entries).toEqual(['#a'])
    trail.committed('y')
    expect(history.entries).toEqual(['#a', '#y'])
  })
})
