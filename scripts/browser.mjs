/**
 * Which Chromium do the end-to-end tests drive? In this order: CHROMIUM_PATH, Chrome or Chromium of the system,
 * Playwright's own, `apt-get` when root on Debian, Playwright's download. Depends on nothing but Node.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const VERSION_TIMEOUT_MS = 30_000
const INSTALL_TIMEOUT_MS = 300_000

const ON_PATH = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']
const WELL_KNOWN = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    process.env[name] ? [join(process.env[name], 'Google', 'Chrome', 'Application', 'chrome.exe')] : [],
  ),
]

const isRoot = () => process.getuid?.() === 0

/** A file by this name may be only a signpost to a package store, so it has to answer. Windows' Chrome never prints. */
const answers = (path) =>
  existsSync(path) &&
  (process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: VERSION_TIMEOUT_MS, stdio: 'ignore' }).status === 0)

const onPath = () => {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)))
}

const ofSystem = () => [...onPath(), ...WELL_KNOWN].find(answers) ?? null

/** Where Playwright keeps its own Chromium, asked in a process of its own because it may have just been installed. */
const ofPlaywright = () => {
  const script = "import('@playwright/test').then(({ chromium }) => process.stdout.write(chromium.executablePath()))"
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: VERSION_TIMEOUT_MS })
  return run.status === 0 && run.stdout && answers(run.stdout) ? run.stdout : null
}

const found = () => ofSystem() ?? ofPlaywright()

const run = (command, parameters) =>
  spawnSync(command, parameters, {
    stdio: ['ignore', 2, 2],
    timeout: INSTALL_TIMEOUT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const withApt = (say) => {
  if (!isRoot() || !existsSync('/etc/debian_version')) return
  say('No browser found; installing Chromium with apt-get …')
  run('apt-get', ['-q', 'update'])
  run('apt-get', ['-q', '-y', '--no-install-recommends', 'install', 'chromium'])
}

const withPlaywright = (say) => {
  say("No browser found; trying Playwright's download …")
  run(process.execPath, [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'])
}

const NONE_FOUND =
  'No browser for the end-to-end tests: none is installed and none could be installed. ' +
  'Install Chrome or Chromium, or set CHROMIUM_PATH to one; the other tests run without it.'

/** A browser that is there: its path, or null and why. Never installs anything. */
export const findBrowser = () => {
  const given = process.env.CHROMIUM_PATH
  if (given)
    return answers(given)
      ? { path: given, problem: null }
      : { path: null, problem: `CHROMIUM_PATH is ${given}, which is not a browser that starts.` }
  const path = found()
  return path ? { path, problem: null } : { path: null, problem: NONE_FOUND }
}

/** The same, but tries to install one first; `say` takes a line of progress. */
export const findOrInstallBrowser = (say) => {
  let browser = findBrowser()
  for (const installWith of [withApt, withPlaywright]) {
    if (browser.path || process.env.CHROMIUM_PATH) return browser
    installWith(say)
    browser = findBrowser()
  }
  return browser
}
