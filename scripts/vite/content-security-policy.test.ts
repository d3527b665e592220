import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { policyFor, withPolicy } from './content-security-policy.ts'

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('the policy of a built page', () => {
  it('is the one of docs/ARCHITECTURE.md where nothing is inline', () => {
    expect(policyFor('<script type="module" src="./a.js"></script><link rel="stylesheet" href="./a.css">')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; " +
        "manifest-src 'self'; base-uri 'none'; form-action 'none'",
    )
  })

  it('names each inline script and style by its exact bytes', () => {
    const policy = policyFor('<script type="module"> run(1)\n</script><style>a{b:c}</style>')
    expect(policy).toContain(`script-src 'self' ${sha256(' run(1)\n')};`)
    expect(policy).toContain(`style-src 'self' ${sha256('a{b:c}')};`)
  })

  it('takes markup quoted in a script for text', () => {
    const script = 'const memo = "<style>p{}"'
    const policy = policyFor(`<script>${script}</script><style>a{b:c}</style>`)
    expect(policy).toContain(`script-src 'self' ${sha256(script)};`)
    expect(policy).toContain(`style-src 'self' ${sha256('a{b:c}')};`)
  })

  it('stands before everything that could run, and leaves the rest as it was', () => {
    const page = '<head><meta charset="utf-8" /><script>const price = "$&"</script></head>'
    const written = withPolicy(page)
    expect(written.indexOf('Content-Security-Policy')).toBeLessThan(written.indexOf('<script'))
    expect(written.replace(/\n\s*<meta http-equiv[^>]*>/, '')).toBe(page)
  })

  it('is not left out in silence', () => {
    expect(() => withPolicy('<head></head>')).toThrow(/charset/)
  })
})
