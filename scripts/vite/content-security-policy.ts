/**
 * Which code may a built page run, and whom may it reach? Its own, and nobody: writes the policy into each page once its
 * bytes are final, with a hash for every inline script and style that a build has put there.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const CHARSET = /<meta charset="utf-8"\s*\/?>/i

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Read in order, so that markup quoted inside a script is text of that script and no element. */
const inlineHashes = (html: string): { script: string[]; style: string[] } => {
  const hashes = { script: [] as string[], style: [] as string[] }
  for (const [, element, text = ''] of html.matchAll(/<(script|style)\b[^>]*>([\s\S]*?)<\/\1>/g))
    if (text !== '') hashes[element as 'script' | 'style'].push(hash(text))
  return hashes
}

/** The policy for a page with this markup. No `connect-src`: `default-src 'none'` forbids every request by script. */
export const policyFor = (html: string): string => {
  const { script, style } = inlineHashes(html)
  return [
    "default-src 'none'",
    ["script-src 'self'", ...script].join(' '),
    ["style-src 'self'", ...style].join(' '),
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** The page with its policy; it stands before everything that could run. Throws where there is no charset to follow. */
export const withPolicy = (html: string): string => {
  const charset = CHARSET.exec(html)?.[0]
  if (charset === undefined) throw new Error('The page needs <meta charset="utf-8">, after which its security policy goes.')
  // a function, since text with `$` in it would otherwise be read as a pattern
  return html.replace(charset, () => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policyFor(html)}" />`)
}

export const contentSecurityPolicy = (): Plugin => ({
  name: 'crossover:content-security-policy',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    async handler(options, bundle) {
      for (const name of Object.keys(bundle).filter((file) => file.endsWith('.html'))) {
        const file = join(options.dir ?? '.', name)
        await writeFile(file, withPolicy(await readFile(file, 'utf8')))
      }
    },
  },
})
