/** How the page is built (two editions: files for a host, and one file for a disk) and how the tests run. */
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { bundledAccuracy } from './scripts/vite/bundled-accuracy.ts'
import { bundledCatalogue } from './scripts/vite/bundled-catalogue.ts'
import { bundledMarket } from './scripts/vite/bundled-market.ts'
import { contentSecurityPolicy } from './scripts/vite/content-security-policy.ts'
import { serviceWorker } from './scripts/vite/service-worker.ts'
import { standalone } from './scripts/vite/standalone.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const COMPONENT_TESTS = 'src/**/*.svelte.test.ts'

export default defineConfig(({ mode }) => {
  const oneFile = mode === 'standalone'
  return {
    base: './',
    plugins: [
      // packages choose runes for themselves; `runes: true` for all breaks testing-library
      svelte({ configFile: false, dynamicCompileOptions: ({ filename }) => (filename.includes('node_modules') ? {} : { runes: true }) }),
      bundledCatalogue(at('data')),
      bundledMarket(at('data')),
      bundledAccuracy(at('data')),
      ...(oneFile ? standalone(at('public/icon.svg')) : []),
      contentSecurityPolicy(),
      ...(oneFile ? [] : [serviceWorker()]),
    ],
    resolve: {
      alias: oneFile ? [{ find: /^\.\/spawn-worker\.ts$/, replacement: at('src/worker/spawn-worker-inline.ts') }] : [],
    },
    // from a page opened from disk browsers start no worker that is a module
    worker: { format: oneFile ? 'iife' : 'es' },
    build: {
      // the first versions with light-dark(), which is then left as written
      target: ['chrome123', 'firefox120', 'safari17.5'],
      emptyOutDir: !oneFile,
      copyPublicDir: !oneFile,
      // read by scripts/check-size.mjs to tell what a first visit loads
      manifest: !oneFile,
      modulePreload: { polyfill: false },
      // an inlined file would need its own hash in the policy
      assetsInlineLimit: 0,
      // scripts/check-size.mjs holds the budget, in bytes as sent
      chunkSizeWarningLimit: Infinity,
      // facts and code change at different times, so each keeps its own name in a browser's cache
      ...(oneFile
        ? {}
        : { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'catalogue', test: /virtual:catalogue/ }] } } } }),
    },
    test: {
      // a machine may be busy; no test measures time
      testTimeout: 60_000,
      hookTimeout: 60_000,
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            environment: 'node',
            include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/{golden,properties,data,scenarios,rules}/**/*.test.ts'],
            exclude: [COMPONENT_TESTS],
          },
        },
        {
          extends: true,
          plugins: [svelteTesting()],
          test: {
            name: 'component',
            environment: 'happy-dom',
            include: [COMPONENT_TESTS],
          },
        },
      ],
    },
  }
})
