/** How is an explained number laid out: its equation as factors over their names, what goes in, and the way up? */
import type { Explained } from '../../engine/explain.ts'

export interface Child {
  /** name of a formula's input, or index of a part; the step of a path */
  readonly key: string
  readonly node: Explained
}

/** One piece of the equation strip, in reading order. */
export type EquationPiece =
  { readonly kind: 'factor'; readonly key: string; readonly node: Explained } | { readonly kind: 'sign'; readonly text: string }

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['*', '×'],
  ['/', '÷'],
  ['-', '−'],
])
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['ceil', 'rounded up ('],
  ['floor', 'rounded down ('],
  ['min', 'the smaller of ('],
  ['max', 'the larger of ('],
  ['sqrt', '√('],
  ['exp', 'exp ('],
  ['ln', 'ln ('],
])
const TOKEN = /[A-Za-z_]\w*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[-+*/^(),]/g

/** What a number is made of, in the order of its origin; empty for a leaf. */
export const childrenOf = ({ origin }: Explained): readonly Child[] => {
  if (origin.kind === 'formula') return Object.entries(origin.inputs).map(([key, node]) => ({ key, node }))
  if (origin.kind === 'sum') return origin.parts.map((node, index) => ({ key: String(index), node }))
  if (origin.kind === 'choice') return [{ key: 'chosen', node: origin.chosen }]
  return []
}

const NAME = /^[A-Za-z_]/

/** Is the text an expression in the inputs' names, and not a sentence about them? */
const isExpression = (tokens: readonly string[], inputs: object): boolean =>
  tokens.every((token) => !NAME.test(token) || FUNCTIONS.has(token) || Object.hasOwn(inputs, token))

/** What a formula says where it is no expression: a search, or a rule in words. Null: it is one, or the number is no formula. */
export const ruleOf = ({ origin }: Explained): string | null =>
  origin.kind === 'formula' && !isExpression(origin.text.match(TOKEN) ?? [], origin.inputs) ? origin.text : null

/** The right-hand side of a formula with its inputs put in; empty where there is none. */
export const equationOf = (node: Explained): readonly EquationPiece[] => {
  const { origin } = node
  if (origin.kind !== 'formula' || ruleOf(node) !== null) return []
  const pieces: EquationPiece[] = []
  const tokens = origin.text.match(TOKEN) ?? []
  tokens.forEach((token, index) => {
    const node = Object.hasOwn(origin.inputs, token) ? origin.inputs[token] : undefined
    if (node !== undefined) pieces.push({ kind: 'factor', key: token, node })
    else if (token === '(' && FUNCTIONS.has(tokens[index - 1] ?? '')) return
    else pieces.push({ kind: 'sign', text: FUNCTIONS.get(token) ?? SIGNS.get(token) ?? token })
  })
  return pieces
}

/** A factor with the signs before it, which stay together when the strip wraps. */
export interface EquationTerm {
  readonly signs: readonly string[]
  /** null: signs that nothing follows, such as a closing bracket */
  readonly factor: { readonly key: string; readonly node: Explained } | null
}

export const termsOf = (node: Explained): readonly EquationTerm[] => {
  const terms: EquationTerm[] = []
  let signs: string[] = []
  for (const piece of equationOf(node)) {
    if (piece.kind === 'sign') signs.push(piece.text)
    else {
      terms.push({ signs, factor: piece })
      signs = []
    }
  }
  return signs.length > 0 ? [...terms, { signs, factor: null }] : terms
}

/** The nodes from the root down a path of keys; stops where a step no longer exists. */
export const nodesAlong = (root: Explained, path: readonly string[]): readonly Explained[] => {
  const nodes = [root]
  let node = root
  for (const step of path) {
    const child = childrenOf(node).find(({ key }) => key === step)
    if (child === undefined) break
    node = child.node
    nodes.push(node)
  }
  return nodes
}

/** Ids of the sources below a node, in the order met, each once. */
export const sourcesBelow = (root: Explained): readonly string[] => {
  const met = new Set<Explained>()
  const sources = new Set<string>()
  const queue = [root]
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (met.has(node)) continue
    met.add(node)
    if ((node.origin.kind === 'datum' || node.origin.kind === 'input') && node.origin.source !== null) sources.add(node.origin.source)
    queue.push(...childrenOf(node).map((child) => child.node))
  }
  return [...sources]
}

/** The scenario path that replaces this number: the field of an input, or the price field of a datum; null: none. */
export const fieldBehind = ({ origin }: Explained): string | null => {
  if (origin.kind === 'input') return origin.field
  if (origin.kind === 'datum') return origin.override ?? null
  return null
}
