/**
 * How does the page open without a network after the first visit? Writes `sw.js`, which keeps exactly the files of this
 * build, by a hash of their contents, and drops what older builds kept.
 */
import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

/** `version` names the build; `files` are paths relative to the page. The page itself comes from the network if there is one. */
export const serviceWorkerSource = (version: string, files: readonly string[]): string => `const PREFIX = 'crossover-'
const CACHE = PREFIX + ${JSON.stringify(version)}
const FILES = ${JSON.stringify(files)}

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))))
})

self.addEventListener('activate', (event) => {
  const drop = (names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))
  event.waitUntil(caches.keys().then(drop).then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  const kept = () => caches.match(request, { cacheName: CACHE, ignoreSearch: true })
  const page = () => caches.match('./', { cacheName: CACHE })
  event.respondWith(
    request.mode === 'navigate'
      ? fetch(request).catch(async () => (await kept()) ?? (await page()) ?? Response.error())
      : kept().then((response) => response ?? fetch(request)),
  )
})
`

const EXCLUDED = /(^|\/)(sw\.js|standalone\.html|\..*)$|^\.vite\/|\.map$/

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !EXCLUDED.test(file))
    .sort()

/** Comes after the plugins that change what is written. */
export const serviceWorker = (): Plugin => {
  let folder = ''
  return {
    name: 'crossover:service-worker',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = await filesIn(folder)
        const digest = createHash('sha256')
        for (const file of files) digest.update(file).update(await readFile(join(folder, file)))
        const paths = files.map((file) => (file === 'index.html' ? './' : file))
        await writeFile(join(folder, 'sw.js'), serviceWorkerSource(digest.digest('hex').slice(0, 12), paths))
      },
    },
  }
}
