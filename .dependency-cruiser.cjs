// Who may import whom. The folders stand in the order the data flows; arrows never point back.
// A new exception is a reviewed line in this file.
const lib = (names) => `^libs/(${names.join('|')})/`;
const PURE = [
  'vocabulary',
  'calendar',
  'units',
  'csv',
  'meter-history',
  'audit',
  'metering',
  'factors',
  'accounting',
  'figures',
  'scoring',
  'budget',
  'tariff',
  'performance',
  'forecast',
  'dispatch',
  'bundle',
  'verification',
];

/** A lib may reach only the listed libs (besides itself). */
const reach = (name, allowed) => ({
  name: `${name}-reaches`,
  comment: `libs/${name} may import ${allowed.join(', ') || 'no other lib'}`,
  severity: 'error',
  from: { path: `^libs/${name}/` },
  to: { path: '^(libs|apps)/', pathNot: lib([name, ...allowed]) },
});

/** npm packages and Node modules that only the listed places may import. */
const onlyFrom = (name, packages, places) => ({
  name,
  comment: `${packages.join(', ')} only in ${places.join(', ')}`,
  severity: 'error',
  from: { path: '^(libs|apps)/', pathNot: [...places.map((place) => `^${place}/`), '\\.spec\\.ts$'] },
  to: { path: packages.map((pkg) => `(^|/)node_modules/${pkg}/`) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'The types of pdfmake come from @types/pdfmake, a file that the package itself has not',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^pdfmake/interfaces' },
    },
    {
      name: 'pure',
      comment:
        'Pure libs: each other, decimal.js, jsep (parses the expressions of formula records), fflate (packs and unpacks bundles), Papa Parse (writes CSV) and zod; no Node, no framework. No clock, environment or randomness either: .oxlintrc.json sees to that',
      severity: 'error',
      // HiGHS and the worker it runs in stand beside the lib, which takes a solver as an argument.
      from: { path: lib(PURE), pathNot: ['\\.spec\\.ts$', '^libs/dispatch/solver/'] },
      to: {
        pathNot: [
          lib(PURE),
          '(^|/)node_modules/(decimal\\.js|fflate|jsep|papaparse|@types/papaparse|zod)/',
          '(^|/)node_modules/(@types/)?luxon/',
        ],
      },
    },
    {
      name: 'contracts-alone',
      comment:
        'Contracts are shapes in words of the vocabulary and units; zod writes them down, nothing else comes in',
      severity: 'error',
      from: { path: lib(['contracts']), pathNot: '\\.spec\\.ts$' },
      to: { pathNot: [lib(['contracts', 'vocabulary', 'units']), '(^|/)node_modules/zod/'] },
    },
    reach('vocabulary', []),
    reach('calendar', ['vocabulary']),
    reach('units', ['vocabulary']),
    reach('csv', []),
    reach('contracts', ['vocabulary', 'units']),
    reach('audit', ['vocabulary']),
    reach('meter-history', ['vocabulary', 'calendar']),
    reach('metering', ['vocabulary', 'calendar', 'units']),
    reach('factors', ['vocabulary', 'calendar', 'units']),
    reach('accounting', ['vocabulary', 'calendar', 'units', 'factors']),
    {
      // Its specs parse what a client sends: a request must fit the domain value.
      ...reach('figures', ['vocabulary', 'calendar', 'units', 'metering', 'factors', 'accounting']),
      from: { path: '^libs/figures/', pathNot: '\\.spec\\.ts$' },
    },
    reach('scoring', ['vocabulary', 'calendar', 'units', 'factors', 'accounting', 'figures']),
    reach('budget', ['vocabulary', 'calendar', 'units']),
    reach('tariff', ['vocabulary', 'calendar', 'units']),
    reach('performance', ['vocabulary']),
    reach('forecast', ['vocabulary', 'calendar', 'performance']),
    reach('dispatch', ['vocabulary']),
    reach('bundle', ['vocabulary', 'calendar', 'units', 'audit', 'factors', 'accounting', 'figures']),
    reach('verification', ['vocabulary', 'units', 'audit']),
    reach('platform', ['vocabulary', 'contracts']),
    reach('telemetry', ['vocabulary', 'calendar', 'units', 'contracts', 'metering', 'platform']),
    reach('records', ['vocabulary', 'calendar', 'audit', 'contracts', 'telemetry', 'platform']),
    reach('identity', ['vocabulary', 'contracts', 'records', 'platform']),
    reach('inventory', [...PURE, 'contracts', 'telemetry', 'records', 'platform']),
    reach('reports', [...PURE, 'contracts']),
    onlyFrom(
      'store',
      ['typeorm', 'pg', '@nestjs/typeorm'],
      ['libs/telemetry', 'libs/records', 'libs/identity', 'libs/inventory', 'libs/platform'],
    ),
    onlyFrom('zones', ['luxon'], ['libs/calendar']),
    onlyFrom('broker', ['mqtt', 'aedes'], ['libs/telemetry', 'libs/platform', 'apps/edge']),
    {
      name: 'browser',
      comment: 'The dashboard shares contracts and pure libs with the server, nothing else',
      severity: 'error',
      from: { path: '^apps/dashboard/' },
      to: {
        path: '^(libs|apps)/',
        pathNot: ['^apps/dashboard/', lib(['contracts', ...PURE])],
      },
    },
    {
      name: 'rooms-without-pages',
      comment:
        'Kit and the other rooms of the dashboard know no page; the shell finds pages by their folders',
      severity: 'error',
      from: { path: '^apps/dashboard/src/', pathNot: '^apps/dashboard/src/pages/' },
      to: { path: '^apps/dashboard/src/pages/' },
    },
    {
      name: 'pages-apart',
      comment: 'A page never imports another: what two need stands in a room beside the pages',
      severity: 'error',
      from: { path: '^apps/dashboard/src/pages/([^/]+)/' },
      to: { path: '^apps/dashboard/src/pages/', pathNot: '^apps/dashboard/src/pages/$1/' },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'root-only',
      comment: 'From outside, a lib is imported by its index.ts alone',
      severity: 'error',
      from: { path: '^(libs|apps|test)/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$2/', '^libs/bundle/fixtures/'] },
    },
    {
      name: 'planted-in-tests',
      comment:
        'Bundles that are planted for specs serve the test of the verifier in a browser as well, and nothing else',
      severity: 'error',
      from: { path: '^(libs/(?!bundle/)|apps/)' },
      to: { path: '^libs/bundle/fixtures/' },
    },
    {
      name: 'no-tests-in-source',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|node_modules/.cache)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.vue', '.json'],
    },
  },
};
