/**
 * `npm test`: every check in order, going on after a failure. A checker (format, lint, types …) counts as one test, a test
 * runner with its own tests. Prints what failed as the tools said it and ends with the line `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'

const OUT = process.env.CROSSOVER_TEST_DIST ?? 'dist-test'
const REPORTS = join('.cache', 'test-reports')
const STEP_TIMEOUT_MS = 600_000

/** The script behind a package's command, run by this Node: no shell, no npx. */
const command = (packageName, name = packageName) => {
  const folder = join('node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/** Runs a Node script to its end; its output is kept, in the order in which it came. */
const run = (script, parameters, env = {}) =>
  new Promise((done) => {
    // each tool sets NODE_ENV for itself; one inherited from the shell would mislead it
    const { NODE_ENV: _, FORCE_COLOR: __, ...inherited } = process.env
    const child = spawn(process.execPath, [script, ...parameters], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...inherited, NO_COLOR: '1', ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    const timer = setTimeout(() => {
      output += `\nStopped: it ran longer than ${STEP_TIMEOUT_MS / 1000} s.\n`
      child.kill('SIGKILL')
    }, STEP_TIMEOUT_MS)
    const end = (status) => {
      clearTimeout(timer)
      done({ status, output })
    }
    child.on('error', (error) => {
      output += String(error)
      end(1)
    })
    child.on('close', end)
  })

const report = (name) => {
  const file = join(REPORTS, `${name}.json`)
  return {
    file,
    read: () => {
      try {
        return JSON.parse(readFileSync(file, 'utf8'))
      } catch {
        return null
      }
    },
  }
}

const checker = (name, script, parameters) => ({
  name,
  run: async () => {
    const { status, output } = await run(script(), parameters)
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output }
  },
})

/** Counts of a runner; a run that ends badly without a failed test, or that has no tests, counts as one failure. */
const counted = (status, output, counts) => {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 }
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed, output }
}

const unitTests = {
  name: 'unit, component, property, golden and data tests (vitest)',
  run: async () => {
    const json = report('vitest')
    const parameters = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${json.file}`]
    const { status, output } = await run(command('vitest'), parameters)
    const found = json.read()
    // a file that does not even load has no tests of its own to fail
    const broken = found?.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    return counted(status, output, found && { passed: found.numPassedTests, failed: found.numFailedTests + broken.length })
  },
}

const browserTests = {
  name: 'end-to-end tests in a browser (playwright)',
  run: async () => {
    const browser = findBrowser()
    if (!browser.path) return { passed: 0, failed: 1, output: browser.problem }
    const json = report('playwright')
    const env = { CHROMIUM_PATH: browser.path, CROSSOVER_TEST_DIST: OUT, PLAYWRIGHT_JSON_OUTPUT_FILE: json.file }
    const parameters = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json']
    const { status, output } = await run(command('@playwright/test', 'playwright'), parameters, env)
    const stats = json.read()?.stats
    return counted(status, output, stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected })
  },
}

const STEPS = [
  checker('format (prettier)', () => command('prettier'), ['--check', '--log-level=warn', '.']),
  checker('lint (eslint)', () => command('eslint'), ['--config', 'scripts/eslint.config.js', '.']),
  checker('types (tsc)', () => command('typescript', 'tsc'), ['--noEmit', '-p', '.']),
  checker('types of the engine, without DOM and node (tsc)', () => command('typescript', 'tsc'), ['--noEmit', '-p', 'src/engine']),
  checker('types of components (svelte-check)', () => command('svelte-check'), ['--tsconfig', './tsconfig.json', '--fail-on-warnings']),
  checker('import rules (dependency-cruiser)', () => command('dependency-cruiser', 'depcruise'), [
    '--config',
    '.dependency-cruiser.mjs',
    'src',
  ]),
  unitTests,
  { ...checker('build of page and standalone (vite)', () => 'scripts/build.mjs', ['--out', OUT]), builds: true },
  { ...checker('size of a first visit', () => 'scripts/check-size.mjs', [OUT]), needsBuild: true, showOutput: true },
  { ...browserTests, needsBuild: true },
]

// what an earlier run has left must not stand in for this one
for (const folder of [REPORTS, OUT]) rmSync(folder, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const NOT_BUILT = { passed: 0, failed: 1, output: 'Not run: there is no build to look at.' }

const outcome = (step) => step.run().catch((error) => ({ passed: 0, failed: 1, output: String(error.stack) }))

const total = { passed: 0, failed: 0 }
let built = true
for (const step of STEPS) {
  const started = Date.now()
  const { passed, failed, output } = step.needsBuild && !built ? NOT_BUILT : await outcome(step)
  if (step.builds) built = failed === 0
  total.passed += passed
  total.failed += failed
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${step.name}: ${passed} passed, ${failed} failed (${seconds} s)`)
  if (failed > 0 || step.showOutput) console.log(output.trimEnd().replace(/^/gm, '        '))
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
