/** Imports point one way (docs/ARCHITECTURE.md). tests/rules breaks each of these rules once and sees it reported. */

const TESTS = '\\.test\\.ts$'

/** What each layer may import besides itself. Everything not named here is forbidden. */
const MAY_IMPORT = {
  units: [],
  format: ['units'],
  catalogue: ['units'],
  scenario: ['units', 'catalogue'],
  engine: ['units', 'catalogue', 'scenario'],
  import: ['units', 'catalogue', 'scenario', 'engine'],
  export: ['units', 'format', 'catalogue', 'scenario', 'engine'],
  worker: ['units', 'catalogue', 'scenario', 'engine'],
  cli: ['units', 'format', 'catalogue', 'scenario', 'engine', 'import', 'export'],
  state: ['units', 'format', 'catalogue', 'scenario', 'engine', 'import', 'export', 'worker'],
  ui: ['units', 'format', 'catalogue', 'scenario', 'engine', 'import', 'export', 'worker', 'state'],
}

const layerRules = Object.entries(MAY_IMPORT).map(([layer, others]) => ({
  name: `${layer}-imports-lower-layers-only`,
  comment: `src/${layer} may import ${others.length > 0 ? others.join(', ') : 'no other layer'}`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: TESTS },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...others].join('|')})/` },
}))

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'but a component may draw itself inside itself',
      severity: 'error',
      from: { path: '^(.+)$' },
      to: { circular: true, pathNot: '^$1$', viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...layerRules,
    {
      name: 'page-does-not-import-cli',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'engine-takes-only-types-from-data-layers',
      comment: 'the engine knows the shapes of catalogue and scenario, never their code: use `import type`',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: TESTS },
      to: { path: '^src/(catalogue|scenario)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-imports-no-package',
      severity: 'error',
      from: { path: '^src/(engine|units|format)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown', 'core'] },
    },
    {
      name: 'chart-js-only-in-charts',
      severity: 'error',
      from: { pathNot: '^src/ui/charts/' },
      to: { path: '(^|/)node_modules/chart\\.js/' },
    },
    {
      name: 'svelte-only-in-views',
      severity: 'error',
      from: { path: '^src/(units|format|catalogue|scenario|engine|worker|import|export|cli)/', pathNot: TESTS },
      to: { path: '(^|/)node_modules/svelte/' },
    },
    {
      name: 'components-never-read-data',
      comment: 'a view shows what the comparison says',
      severity: 'error',
      from: { path: '^src/(ui/|App\\.svelte$)', pathNot: TESTS },
      to: { path: '^data/|^src/catalogue/load-|^virtual:catalogue$' },
    },
    {
      name: 'node-only-outside-the-page',
      comment: 'files are read by the command line and by the build, never by what runs in a browser',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/cli/|^src/catalogue/load-|${TESTS}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-does-not-load-files',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/cli/|^src/catalogue/load-|${TESTS}` },
      to: { path: '^src/catalogue/load-' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?' },
    },
    {
      name: 'no-drawers',
      comment: 'name a file after the question it answers',
      severity: 'error',
      from: {},
      to: { path: ['^src/.*(utils|helpers|common|misc)/', '^src/.*(utils|helpers|common|misc|/index)\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // "specify" keeps `import type` apart from imports that remain at run time
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'browser', 'import', 'types', 'default'] },
  },
}
