import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
// @ts-expect-error -- a script without dependencies, in plain JavaScript
import { serve as serveScript } from './serve.mjs'

interface Serving {
  server: { close: (done: () => void) => void }
  address: string
}
const serve = serveScript as (folder: string, port?: number) => Promise<Serving>

const FIRST_PORT = 45_173

describe('the server of built files', () => {
  const outer = mkdtempSync(join(tmpdir(), 'crossover-serve-'))
  const folder = join(outer, 'dist')
  let serving: Serving

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'), { recursive: true })
    writeFileSync(join(outer, 'secret.txt'), 'secret')
    writeFileSync(join(folder, 'index.html'), '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">')
    writeFileSync(join(folder, 'sw.js'), '')
    writeFileSync(join(folder, 'manifest.webmanifest'), '{}')
    writeFileSync(join(folder, 'assets', 'index-B5f9gI5E.js'), '')
    serving = await serve(folder, FIRST_PORT)
  })

  afterAll(async () => {
    await new Promise<void>((done) => serving.server.close(done))
    rmSync(outer, { recursive: true, force: true })
  })

  /** A path as it stands: `fetch` would resolve the dots itself. */
  const get = (path: string, method = 'GET'): Promise<{ status: number; headers: Record<string, unknown>; body: string }> =>
    new Promise((done, failed) => {
      const { hostname, port } = new URL(serving.address)
      const asked = request({ hostname, port, path, method, agent: false }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => (body += text))
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
      })
      asked.on('error', failed).end()
    })

  it('sends the page for the folder, with its policy as a header that also forbids frames', async () => {
    const { status, headers } = await get('/')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('lets the service worker fetch from its own origin, and no other script', async () => {
    expect((await get('/sw.js')).headers['content-security-policy']).toContain("connect-src 'self'")
    expect((await get('/assets/index-B5f9gI5E.js')).headers['content-security-policy']).not.toContain('connect-src')
  })

  it('lets a file be kept for good only if its name changes with its contents', async () => {
    expect((await get('/assets/index-B5f9gI5E.js')).headers['cache-control']).toContain('immutable')
    expect((await get('/sw.js')).headers['cache-control']).toBe('no-cache')
  })

  it('names the type of the manifest', async () => {
    expect((await get('/manifest.webmanifest')).headers['content-type']).toContain('application/manifest+json')
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/%00',
    '/%zz',
    '/nothing.js',
    '/assets',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  })

  it('only reads', async () => {
    expect((await get('/', 'POST')).status).toBe(405)
    expect((await get('/', 'HEAD')).body).toBe('')
  })

  it('takes the next port where one is taken', async () => {
    const second = await serve(folder, Number(new URL(serving.address).port))
    expect(Number(new URL(second.address).port)).toBeGreaterThan(Number(new URL(serving.address).port))
    await new Promise<void>((done) => second.server.close(done))
  })
})
