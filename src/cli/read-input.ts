/** Reads what a command was given (a file, `-` for standard input) and refuses what cannot be text, in words. */
import { readFileSync, statSync } from 'node:fs'

/** Larger inputs are refused before they are read: a scenario or a list of cases is never this big. */
const MAX_BYTES = 32 * 1024 * 1024
const STANDARD_INPUT = 0
const NULL_BYTE = 0

/** Bad input: the message names the place; the command prints it and exits with 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`

const readBytes = (file: string): Buffer => {
  if (file === '-') return readFileSync(STANDARD_INPUT)
  const facts = statSync(file, { throwIfNoEntry: false })
  if (facts === undefined) throw new InputError(`${file}: no such file`)
  if (facts.isDirectory()) throw new InputError(`${file}: is a folder, not a file`)
  if (facts.size > MAX_BYTES)
    throw new InputError(`${file}: ${megabytes(facts.size)} is more than the ${megabytes(MAX_BYTES)} this command reads`)
  return readFileSync(file)
}

/** UTF-8 text of a file. @throws InputError naming the file if it is missing, empty, too large or not text */
export const readText = (file: string): string => {
  const name = file === '-' ? 'standard input' : file
  let bytes: Buffer
  try {
    bytes = readBytes(file)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${name}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})`)
  }
  if (bytes.length > MAX_BYTES)
    throw new InputError(`${name}: ${megabytes(bytes.length)} is more than the ${megabytes(MAX_BYTES)} this command reads`)
  const nul = bytes.indexOf(NULL_BYTE)
  if (nul >= 0) throw new InputError(`${name}: is not text (a zero byte at offset ${nul})`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new InputError(`${name}: is not UTF-8 text`)
  }
  if (text.trim() === '') throw new InputError(`${name}: is empty`)
  return text
}
