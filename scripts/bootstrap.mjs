/**
 * Are the packages of package-lock.json installed? If not, installs them. Depends on nothing but Node, writes to stderr
 * only (stdout belongs to the command that follows) and may run several times at once: one installs, the others wait.
 *   --record   says that npm has just installed what the lockfile asks for (npm calls it through the script `dependencies`)
 *   --browser  then looks for a browser for the end-to-end tests, or installs one
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.installed-lockfile')
// beside node_modules, not in it: `npm ci` empties that folder
const lock = join(root, '.cache', 'install.lock')
const owner = join(lock, 'owner')

const OWNERLESS_LOCK_IS_STALE_AFTER_MS = 30_000
const WAIT_BETWEEN_LOOKS_MS = 250

const say = (text) => process.stderr.write(`${text}\n`)
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)

/** Native parts of packages differ by machine, so the machine is part of what was installed. */
const wanted = () => {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${digest} ${process.platform}-${process.arch}\n`
}
const installed = () => read(stamp) === wanted()

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const isStale = () => {
  const pid = Number(read(owner))
  if (pid > 0) return !isAlive(pid)
  // between making the folder and signing it a living owner has no name yet
  return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > OWNERLESS_LOCK_IS_STALE_AFTER_MS
}

/** Moving the folder away is atomic: of two that find it stale only one gets to remove it. */
const removeStaleLock = () => {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  rmSync(aside, { recursive: true, force: true })
}

const acquire = () => {
  mkdirSync(dirname(lock), { recursive: true })
  let told = false
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(owner, String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isStale()) removeStaleLock()
    else {
      if (!told) say('Another command is installing the packages; waiting for it.')
      told = true
      sleep(WAIT_BETWEEN_LOOKS_MS)
    }
  }
}

const install = () => {
  acquire()
  const release = () => rmSync(lock, { recursive: true, force: true })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      release()
      process.exit(1)
    })
  try {
    if (installed()) return
    say('Installing packages (npm ci) …')
    // NODE_ENV=production would leave out the build tools
    const parameters = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = process.env.npm_execpath
    const inherited = { cwd: root, stdio: ['ignore', 2, 2] }
    const run = npm
      ? spawnSync(process.execPath, [npm, ...parameters], inherited)
      : spawnSync('npm', parameters, { ...inherited, shell: process.platform === 'win32' })
    if (run.error || run.status !== 0) {
      say(`The packages could not be installed: ${run.error?.message ?? `npm ci ended with status ${run.status}`}.`)
      say('Crossover needs the npm registry once, at the first start. Check the connection and try again.')
      process.exitCode = 1
      return
    }
    writeFileSync(stamp, wanted())
  } finally {
    release()
  }
}

if (process.argv.includes('--record')) writeFileSync(stamp, wanted())
else {
  if (!installed()) install()
  if (process.argv.includes('--browser') && !process.exitCode) {
    const { findOrInstallBrowser } = await import('./browser.mjs')
    const browser = findOrInstallBrowser(say)
    // without a browser the other tests still run; the end-to-end tests are then counted as failed
    if (!browser.path) say(browser.problem)
  }
}
