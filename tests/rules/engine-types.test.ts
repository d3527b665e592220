/** The engine is compiled without DOM and node, so it cannot even name what a pure function must not touch. */
import { resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const CONFIG = resolve('src/engine/tsconfig.json')

/** What the compiler says about a file with this text, were it part of the engine. */
const complaints = (text: string): string[] => {
  const { options } = ts.getParsedCommandLineOfConfigFile(CONFIG, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(String(diagnostic.messageText))
    },
  }) ?? { options: {} }
  const path = resolve('src/engine/not-on-disk.ts')
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (file, version) => (resolve(file) === path ? ts.createSourceFile(file, text, version) : read(file, version))
  const program = ts.createProgram([path], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

const FOREIGN = ['window', 'document', 'fetch', 'process', 'Buffer', 'URL', 'performance', 'console', 'setTimeout', 'localStorage', 'self']

describe('the types of the engine', () => {
  it('do not know what a pure function must not touch', () => {
    const said = complaints(`export const x = [${FOREIGN.join(', ')}]\n`)
    for (const name of FOREIGN) expect(said.filter((text) => text.includes(`'${name}'`))).toHaveLength(1)
  })

  it('know the language', () => {
    expect(complaints('export const x = [new Map(), Math.max(1, 2), Object.hasOwn({}, "a"), [1].toSorted()]\n')).toEqual([])
  })
})
