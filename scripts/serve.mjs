/**
 * Serves a folder of built files on this machine only, as a static host would, and prints the address. Depends on
 * nothing but Node.  Usage: node scripts/serve.mjs [--dir dist] [--port 4173]; a taken port gives way to the next free one.
 */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

const HOST = '127.0.0.1'
const FIRST_PORT = 4173
const PORTS_TRIED = 100

const MIME = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
}

/** A worker is bound by the policy it arrives with, not by its page's: it may run its own code and reach nobody. */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self'"
/** The service worker alone fetches, and only what this origin serves. */
const SERVICE_WORKER_POLICY = `${SCRIPT_POLICY}; connect-src 'self'`

/** The page carries its policy in a meta element; as a header it can also forbid being framed. */
const pagePolicy = async (file) => {
  const html = await readFile(file, 'utf8')
  const inMeta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]
  return `${inMeta ?? SCRIPT_POLICY}; frame-ancestors 'none'`
}

const policyFor = (file) => {
  if (file.endsWith('.html')) return pagePolicy(file)
  return file.endsWith(`${sep}sw.js`) ? SERVICE_WORKER_POLICY : SCRIPT_POLICY
}

/** The file a request names, or null where there is none or it lies outside the folder. */
const fileOf = async (folder, url) => {
  let path
  try {
    path = normalize(decodeURIComponent(new URL(url, `http://${HOST}`).pathname))
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  const file = join(folder, path.endsWith(sep) ? join(path, 'index.html') : path)
  if (!file.startsWith(folder + sep)) return null
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? { file, bytes: found.size } : null
}

const answer = async (folder, request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { Allow: 'GET, HEAD' }).end()
  const found = await fileOf(folder, request.url ?? '/')
  if (!found) return response.writeHead(404, { 'Content-Type': MIME['.txt'] }).end('Not found\n')
  const hashedName = /-[\w-]{8,}\.\w+$/.test(found.file) && found.file.includes(`${sep}assets${sep}`)
  response.writeHead(200, {
    'Content-Type': MIME[extname(found.file)] ?? 'application/octet-stream',
    'Content-Length': found.bytes,
    'Content-Security-Policy': await policyFor(found.file),
    'Cache-Control': hashedName ? 'public, max-age=31536000, immutable' : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  })
  if (request.method === 'HEAD') return response.end()
  return createReadStream(found.file)
    .on('error', () => response.destroy())
    .pipe(response)
}

const listen = (server, port) =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, HOST, () => {
      server.off('error', failed)
      done(undefined)
    })
  })

/** Starts serving `folder`; resolves to the server and its address once it listens. */
export const serve = async (folder, firstPort = FIRST_PORT) => {
  const root = resolve(folder)
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy())
  })
  for (let port = firstPort; port < firstPort + PORTS_TRIED; port++) {
    try {
      await listen(server, port)
      return { server, address: `http://${HOST}:${port}/` }
    } catch (error) {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    }
  }
  throw new Error(`No free port between ${firstPort} and ${firstPort + PORTS_TRIED - 1}.`)
}

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { address } = await serve(option('dir', 'dist'), Number(option('port', FIRST_PORT)))
  process.stdout.write(`Crossover is at ${address} (Ctrl+C stops it)\n`)
}
