/** Long links, deflated: `z=` and base64url. Short ones, and browsers without compression, use the readable form. */
import type { Known } from './field.ts'
import { MAX_FRAGMENT, readLink, writeLink, type LinkReading } from './link.ts'
import type { Scenario } from './schema.ts'

/** Some mail programs and chats cut longer addresses. */
const MAX_READABLE = 1000
const PREFIX = 'z='

const toBase64Url = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @throws if the text is not base64url */
const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/** All bytes of a stream, or an error once there are more than `most`: a few bytes can inflate to gigabytes. */
const readAll = async (stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> => {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new RangeError(`more than ${most} bytes`)
    }
    chunks.push(value)
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

const deflate = async (text: string): Promise<string> => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return toBase64Url(await readAll(stream, MAX_FRAGMENT))
}

const inflate = async (packed: string): Promise<string> => {
  const stream = new Blob([fromBase64Url(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new TextDecoder('utf-8', { fatal: true }).decode(await readAll(stream, MAX_FRAGMENT))
}

/** As `writeLink`; a fragment over 1,000 letters is deflated where that makes it shorter. */
export const writeLinkAsync = async (scenario: Scenario, data: string | null = null): Promise<string> => {
  const plain = writeLink(scenario, data)
  if (plain.length <= MAX_READABLE || typeof CompressionStream === 'undefined') return plain
  const packed = PREFIX + (await deflate(plain))
  return packed.length < plain.length ? packed : plain
}

/** As `readLink`; also reads what `writeLinkAsync` deflated. Never rejects. */
export const readLinkAsync = async (fragment: string, known: Known = {}): Promise<LinkReading> => {
  const text = fragment.replace(/^[#?]+/, '')
  if (!text.startsWith(PREFIX) || text.length > MAX_FRAGMENT) return readLink(text, known)
  let plain: string
  try {
    plain = await inflate(text.slice(PREFIX.length))
  } catch {
    const { scenario, version } = readLink('', known)
    const lost = { kind: 'unreadable', text: 'The link cannot be read; it may have been cut off. The defaults are used.' } as const
    return { scenario, version, data: null, lost: [lost] }
  }
  return readLink(plain, known)
}
