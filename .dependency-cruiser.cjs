/** The import table of engine/ARCHITECTURE.md, as rules. test/architecture.test.ts also checks that every source file was cruised. */
const OURS = '^(engine|adapters|processes|apps|modeler|bench|test)/';
/** What a folder of the engine may import of ours, besides itself and the vocabulary (errors, env, port). */
const LEVELS = {
  identity: [],
  feel: ['identity'],
  model: ['feel', 'sla'],
  dmn: ['model', 'feel'],
  core: ['model', 'feel', 'sla'],
  soundness: ['model', 'feel'],
  tasks: ['core/state', 'model/graph', 'model/fraction'],
  people: ['core', 'model', 'feel'],
  sla: [],
  law: [],
  rights: ['model/masks'],
  sharing: ['identity', 'model/masks', 'rights/mask'],
  documents: ['core/proceedings', 'core/schedule', 'model/problem'],
  forms: ['core/state', 'model/graph', 'model/masks', 'rights/mask', 'feel', 'identity'],
  commands: ['core', 'model', 'feel', 'tasks', 'people', 'forms', 'rights', 'sla', 'documents'],
  store: ['core', 'items', 'model', 'commands', 'forms', 'people/organisation', 'rights/roles', 'sharing', 'sla'],
  scripts: ['model/compile/script-syntax'],
  runtime: ['core', 'items', 'model', 'commands', 'forms', 'store', 'people', 'tasks', 'scripts', 'sharing', 'sla'],
  items: ['feel', 'identity'],
  scenario: ['core', 'model', 'runtime', 'commands', 'store/cases', 'store/read', 'forms', 'people', 'sla'],
  picture: ['model/xml'],
  layout: ['model/xml', 'model/interchange', 'picture/label'],
  replay: ['core', 'model', 'runtime', 'commands', 'store', 'sla'],
  api: [
    'items',
    'core',
    'model',
    'commands',
    'runtime',
    'store',
    'forms',
    'tasks',
    'people',
    'soundness',
    'rights',
    'sharing',
    'identity',
    'sla',
    'documents',
    'law',
  ],
  docs: ['core/behaviors', 'model'],
};
const PURE = [
  'identity',
  'law',
  'model',
  'feel',
  'dmn',
  'core',
  'soundness',
  'tasks',
  'people',
  'sla',
  'rights',
  'documents',
  'sharing',
  'forms',
  'items',
  'commands',
];

const level = ([folder, allowed]) => ({
  name: `engine-${folder}`,
  comment: `engine/${folder} may import only: ${[folder, 'errors', 'env', 'port', ...allowed].join(', ')}. Move the code to a level that may, or pass the value in.`,
  severity: 'error',
  from: { path: `^engine/${folder}/` },
  to: {
    path: OURS,
    pathNot: [
      `^engine/(errors|env|port|exact-number|exact-json)\\.ts$`,
      ...[folder, ...allowed].map((name) => `^engine/${name}(/|\\.ts$|$)`),
    ],
  },
});

/** npm packages with one door: who may import them. */
const DOORS = [
  ['bpmn-moddle', '^engine/model/read-bpmn\\.ts$'],
  ['xstate', '^engine/tasks/(run-machine|user-task\\.machine)\\.ts$'],
  ['lezer-feel|decimal.js', '^engine/feel/'],
  ['pg|knex', '^engine/store/'],
  ['piscina', '^engine/scripts/script-pool\\.ts$'],
  ['quickjs-emscripten-core|@jitl/quickjs-wasmfile-release-sync', '^engine/scripts/'],
  ['cockatiel', '^engine/runtime/departments/gate\\.ts$'],
  ['undici|ipaddr\\.js', '^adapters/http/'],
  ['koa|@koa/router|koa-helmet|koa-compress', '^engine/api/'],
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Import cycles hide who depends on whom: move the shared part into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    ...Object.entries(LEVELS).map(level),
    {
      name: 'pure-folders',
      comment: `${PURE.join(', ')} run in the browser and in tests alone: no node built-ins.`,
      severity: 'error',
      from: { path: `^engine/(${PURE.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'scenarios-in-the-browser',
      comment:
        'Of engine/scenario only the running engine and its driver need a server: the rest also runs in the modeler.',
      severity: 'error',
      from: { path: '^engine/scenario/', pathNot: '^engine/scenario/(runtime-driver|scenario-engine)\\.ts$' },
      to: { path: '^(engine/(runtime|store|scripts|api)/|node:)' },
    },
    {
      name: 'modeler-runs-in-the-browser',
      comment: 'Of the engine the modeler imports what needs no server.',
      severity: 'error',
      from: { path: '^modeler/' },
      to: {
        path: '^engine/(runtime|store|scripts|boot|cli|replay|api/(?!contract|openapi)|scenario/(runtime-driver|scenario-engine))',
      },
    },
    ...DOORS.map(([packages, door]) => ({
      name: `one-door-${packages.split('|')[0].replace(/[@/]/g, '')}`,
      comment: `${packages} is imported only by ${door}: swap or upgrade it in one place.`,
      severity: 'error',
      from: { path: '^engine/', pathNot: door },
      to: { path: `node_modules/(${packages})/`, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'adapters-know-only-the-port',
      comment:
        'A department is removed by deleting its folder: adapters import engine/port, exact JSON, FEEL, identity numbers and their own client library only.',
      severity: 'error',
      from: { path: '^adapters/' },
      to: {
        path: OURS,
        pathNot: [
          '^adapters/',
          '^engine/(port|exact-json|exact-number|feel/compile)\\.ts$',
          '^engine/identity/(identity|check-rows)\\.ts$',
        ],
      },
    },
    {
      name: 'apps-know-only-the-contract',
      comment: 'Web applications import apps/shared and the contract; the engine runs on the server.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: OURS, pathNot: ['^apps/', '^engine/api/contract', '^engine/api/openapi'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.tongban|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    progress: { type: 'none' },
  },
};
