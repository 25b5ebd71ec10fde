import { randomUUID } from 'node:crypto';
/** How each operation is called on something that exists, so that an answer of 403 or 404 can only be a matter of rights. */
import type { UserRole } from '../../../engine/rights/roles.ts';
import type { Client } from '../support/client.ts';
import type { CaseOfSide, Side, World } from './world.ts';

export interface Scene {
  readonly world: World;
  readonly role: UserRole;
  readonly side: Side;
  readonly subject: CaseOfSide;
  /** An administrator who prepares what is to be changed. */
  readonly root: Client;
  /** Different in each scene. */
  readonly fresh: string;
}

export interface Asked {
  readonly path: string;
  readonly body?: unknown;
  /** Lists: whether the thing of this side is in it. */
  readonly contains?: (item: Readonly<Record<string, unknown>>) => boolean;
}

type Request = (scene: Scene) => Asked | Promise<Asked>;

const at =
  (path: string, body?: unknown): Request =>
  () => ({ path, body });
const caseAt =
  (path: string, body?: unknown): Request =>
  ({ subject }) => ({
    path: `/process-instances/${subject.id}${path}`,
    body,
  });
const jobAt =
  (path: string, body?: unknown): Request =>
  ({ subject }) => ({ path: `/jobs/${subject.timer}${path}`, body });
const workAt =
  (path: string, body: unknown): Request =>
  ({ subject }) => ({
    path: `/external-tasks/${subject.outside}${path}`,
    body,
  });
const definitionAt =
  (path: string): Request =>
  ({ world }) => ({ path: `/process-definitions/${world.definition}${path}` });
/** Narrowed to the case, so that it is on the first page of whoever sees it. */
const listOf =
  (path: string, by: 'instanceId' | 'businessKey' = 'instanceId'): Request =>
  ({ subject }) => ({
    path: `${path}?${by}=${by === 'instanceId' ? subject.id : subject.number}`,
    contains: (item) => item.id === subject.id || item.instanceId === subject.id,
  });

const made = async (root: Client, path: string, body: unknown): Promise<string> => {
  const { body: answer } = await root.post(path, body);
  return (answer.key?.id ?? answer.id) as string;
};
/** Shared on no condition, and by no department of anybody here. */
const ENTRY = {
  nameZh: '目录',
  nameEn: 'Entry',
  provider: 'matrix-provider',
  items: [{ name: 'value', nameZh: '值', nameEn: 'Value', level: 1, sensitive: false }],
  updateCycle: 'daily',
  sharing: 'unconditional',
  opening: 'closed',
  format: 'JSON',
};
const DEMAND = { description: 'd', purpose: 'p', until: '2027-01-01T00:00:00Z' };
const entry = async (root: Client): Promise<string> => {
  await root.put('/organisation/departments/matrix-provider', names);
  await root.put('/data-catalogue/matrix-entry', { ...ENTRY, element: 'matrix.entry' });
  return 'matrix-entry';
};
const user = (id: string) => ({ id, name: id, roles: ['clerk'] });
const names = { nameZh: '一', nameEn: 'One' };
const decision = (root: Client): Promise<string> =>
  root.get('/decisions').then(({ body }) => body.items[0].id as string);

export const REQUESTS: Readonly<Record<string, Request>> = {
  signIn: at('/sessions', { username: 'nobody', password: 'wrong' }),
  listDemoUsers: at('/sessions/demo'),
  signInDemo: at('/sessions/demo', { user: 'li' }),
  getSignInWays: at('/sessions/ways'),
  startOidcSignIn: at('/sessions/oidc'),
  finishOidcSignIn: at('/sessions/oidc/callback'),
  signOut: at('/sessions/current'),
  getMe: at('/me'),
  updateMe: at('/me', { language: 'en' }),
  listUsers: at('/organisation/users'),
  createUser: ({ fresh }) => ({ path: '/organisation/users', body: user(fresh) }),
  getUser: at('/organisation/users/li'),
  updateUser: at('/organisation/users/li', { language: 'zh' }),
  listColleagues: at('/organisation/colleagues'),
  listGroups: at('/organisation/groups'),
  createGroup: ({ fresh }) => ({ path: '/organisation/groups', body: { id: fresh, name: fresh } }),
  getGroup: at('/organisation/groups/tax'),
  updateGroup: at('/organisation/groups/tax', { name: 'tax' }),
  deleteGroup: async ({ root, fresh }) => {
    await root.post('/organisation/groups', { id: fresh, name: fresh });
    return { path: `/organisation/groups/${fresh}` };
  },
  listDepartments: at('/organisation/departments'),
  putDepartment: ({ fresh }) => ({ path: `/organisation/departments/${fresh}`, body: names }),
  deleteDepartment: async ({ root, fresh }) => {
    await root.put(`/organisation/departments/${fresh}`, names);
    return { path: `/organisation/departments/${fresh}` };
  },
  listApiKeys: at('/organisation/api-keys'),
  createApiKey: at('/organisation/api-keys', { userId: 'robot', name: 'key' }),
  deleteApiKey: async ({ root }) => ({
    path: `/organisation/api-keys/${await made(root, '/organisation/api-keys', { userId: 'robot', name: 'key' })}`,
  }),
  listPosts: at('/organisation/posts'),
  putPost: ({ fresh }) => ({ path: `/organisation/posts/${fresh}`, body: names }),
  deletePost: async ({ root, fresh }) => {
    await root.put(`/organisation/posts/${fresh}`, names);
    return { path: `/organisation/posts/${fresh}` };
  },
  listPositions: at('/organisation/positions'),
  createPosition: at('/organisation/positions', { userId: 'zhao', department: 'other', since: '2027-01-01T00:00:00Z' }),
  endPosition: async ({ root }) => ({
    path: `/organisation/positions/${await made(root, '/organisation/positions', { userId: 'zhao', department: 'other', since: '2026-01-01T00:00:00Z' })}/end`,
    body: {},
  }),
  deletePosition: async ({ root }) => ({
    path: `/organisation/positions/${await made(root, '/organisation/positions', { userId: 'zhao', department: 'other', since: '2027-01-01T00:00:00Z' })}`,
  }),
  getOrganisationTree: at('/organisation/tree'),
  getOrganisationVersion: at('/organisation/version'),
  listOrganisationChanges: at('/organisation/changes'),
  listProxies: at('/organisation/proxies'),
  createProxy: ({ role, side }) => ({
    path: '/organisation/proxies',
    body: { principal: side === 'own' ? `${role}-own` : 'wang', proxy: 'mei' },
  }),
  endProxy: async ({ root, role, side }) => ({
    path: `/organisation/proxies/${await made(root, '/organisation/proxies', { principal: side === 'own' ? `${role}-own` : 'wang', proxy: 'mei' })}/end`,
    body: {},
  }),
  handOver: at('/organisation/hand-over', { from: 'wang', to: 'mei', dryRun: true }),
  importOrganisation: ({ fresh }) => ({
    path: '/organisation/import',
    body: { csv: `kind,id,name\npost,${fresh},x`, dryRun: true },
  }),
  getRights: at('/rights'),
  putRight: at('/rights/report.read/analyst', { scope: 'all' }),
  listRightChanges: at('/rights/changes'),
  deploy: at('/deployments', { name: 'x', resources: [{ name: 'x.bpmn', content: '<broken' }] }),
  checkDeployment: at('/deployments/check', { name: 'x', resources: [{ name: 'x.bpmn', content: '<broken' }] }),
  listDeployments: at('/deployments'),
  listProcessDefinitions: at('/process-definitions'),
  getProcessDefinition: definitionAt(''),
  listAskedConsents: definitionAt('/data-consents'),
  getProcessDefinitionXml: definitionAt('/xml'),
  getProcessDefinitionStatistics: definitionAt('/statistics'),
  diffProcessDefinitions: ({ world: { definition } }) => ({
    path: `/process-definitions/${definition}/diff/${definition}`,
  }),
  getProcessDefinitionSoundness: definitionAt('/soundness'),
  suspendProcessDefinition: async ({ root, fresh }) => ({
    path: `/process-definitions/${await spare(root, fresh)}/suspend`,
  }),
  activateProcessDefinition: async ({ root, fresh }) => ({
    path: `/process-definitions/${await spare(root, fresh)}/activate`,
  }),
  deleteProcessDefinition: async ({ root, fresh }) => ({ path: `/process-definitions/${await spare(root, fresh)}` }),
  listDecisions: at('/decisions'),
  getDecision: async ({ root }) => ({ path: `/decisions/${await decision(root)}` }),
  getDecisionXml: async ({ root }) => ({ path: `/decisions/${await decision(root)}/xml` }),
  evaluateDecision: at('/decisions/d/evaluate', {}),
  startProcessInstance: at('/process-instances', { definitionKey: 'nobody-has-deployed-this' }),
  listProcessInstances: listOf('/process-instances', 'businessKey'),
  getProcessInstance: caseAt(''),
  getJournal: caseAt('/journal'),
  getVariables: caseAt('/variables'),
  setVariables: caseAt('/variables', { variables: { a: 1 } }),
  unmask: caseAt('/unmask', { fields: ['idNumber'], purpose: 'matrix' }),
  listCaseUnmaskings: caseAt('/unmaskings'),
  listUnmaskings: at('/audit/unmaskings'),
  listDeletionCertificates: at('/audit/deletions'),
  listInnerActivities: ({ subject }) => ({
    path: `/process-instances/${subject.id}/elements/${subject.elementInstance}/activities`,
  }),
  startInnerActivity: ({ subject }) => ({
    path: `/process-instances/${subject.id}/elements/${subject.elementInstance}/activities`,
    body: { elementId: 'visit' },
  }),
  cancelProcessInstance: caseAt('/cancel', {}),
  suspendProcessInstance: caseAt('/suspend', {}),
  resumeProcessInstance: caseAt('/resume', {}),
  migrateProcessInstance: caseAt('/migrate', { definitionId: 'none' }),
  modifyProcessInstance: caseAt('/modify', { instructions: [{ type: 'startBefore', elementId: 'decide' }] }),
  publishMessage: ({ subject }) => ({ path: '/messages', body: { name: 'paid', instanceId: subject.id } }),
  broadcastSignal: at('/signals', { name: 'nobody-listens' }),
  listDataStores: at('/data-stores'),
  getDataStore: at('/data-stores/fees'),
  putDataStore: ({ fresh }) => ({ path: `/data-stores/${fresh}`, body: { value: 1, version: 0 } }),
  listTaskFilters: at('/tasks/filters'),
  createTaskFilter: at('/tasks/filters', { name: 'x', criteria: {} }),
  putTaskFilter: at('/tasks/filters/none', { name: 'x', criteria: {} }),
  deleteTaskFilter: at('/tasks/filters/none'),
  getFollow: caseAt('/follow'),
  followProcessInstance: caseAt('/follow'),
  unfollowProcessInstance: caseAt('/follow'),
  getFavourite: caseAt('/favourite'),
  addFavourite: caseAt('/favourite'),
  removeFavourite: caseAt('/favourite'),
  listTasks: listOf('/tasks'),
  getTask: ({ subject }) => ({ path: `/tasks/${subject.task}` }),
  getTaskForm: ({ subject }) => ({ path: `/tasks/${subject.task}/form` }),
  takeNextTask: at('/tasks/take-next', { businessKey: 'nothing-of-that-key' }),
  actOnTasks: ({ subject }) => ({
    path: '/tasks/bulk',
    body: { verb: 'comment', taskIds: [subject.task], comment: 'x' },
  }),
  actOnTask: ({ subject }) => ({ path: `/tasks/${subject.task}/comment`, body: { comment: 'x' } }),
  listJobs: listOf('/jobs'),
  executeJob: jobAt('/execute'),
  retryJob: jobAt('/retry'),
  rescheduleJob: jobAt('/reschedule', { dueAt: '2030-01-01T00:00:00Z' }),
  listIncidents: listOf('/incidents'),
  groupIncidents: at('/incidents/groups'),
  resolveIncident: ({ subject }) => ({ path: `/incidents/${subject.incident}/resolve` }),
  fetchAndLock: at('/external-tasks/fetch-and-lock', {
    workerId: 'w',
    topics: [{ topic: 'none', lockDuration: 'PT1M' }],
  }),
  completeExternalTask: workAt('/complete', { workerId: 'w' }),
  failExternalTask: workAt('/failure', { workerId: 'w', message: 'no', retries: 0 }),
  raiseBpmnError: workAt('/bpmn-error', { workerId: 'w', errorCode: 'NO' }),
  extendLock: workAt('/extend-lock', { workerId: 'w', lockDuration: 'PT1M' }),
  unlockExternalTask: workAt('/unlock', { workerId: 'w' }),
  getOverview: at('/reports/overview'),
  listOpenTasks: at('/reports/open-tasks'),
  listOverdue: at('/reports/overdue'),
  getWaitingTimes: at('/reports/waiting-times?definitionKey=wide'),
  listDecided: at('/reports/decided?definitionKey=wide'),
  getThroughput: at('/reports/throughput'),
  getDurations: at('/reports/durations'),
  listPingPong: at('/reports/ping-pong'),
  getPingPongShares: at('/reports/ping-pong-shares'),
  getRefusals: at('/reports/refusals?month=2026-01'),
  listReturned: at('/reports/returned'),
  listForcedVisits: at('/reports/forced-visits'),
  getServiceItemTimes: at('/reports/service-items'),
  getRatingFigures: at('/reports/ratings'),
  getIndicators: at('/reports/indicators?month=2026-01'),
  putIndicatorWeights: at('/reports/indicator-weights', {
    inTimeRate: 30,
    casesInTimeRate: 20,
    satisfaction: 20,
    answersInTime: 10,
    returns: 10,
    lamps: 10,
  }),
  freezeIndicators: at('/reports/indicators/2999-01/freeze'),
  signIndicators: at('/reports/indicators/2999-01/sign', { hash: 'f'.repeat(64) }),
  appealIndicators: at('/reports/indicators/2999-01/appeals', { department: 'x', indicator: 'red', text: 'matrix' }),
  decideIndicatorAppeal: at('/reports/indicator-appeals/none/decide', { outcome: 'upheld', text: 'matrix' }),
  rateCase: caseAt('/ratings', { contactPoint: 'window', level: 1 }),
  listCaseRatings: caseAt('/ratings'),
  listRatings: at('/ratings'),
  advanceRating: at('/ratings/none/contact', { text: 'matrix' }),
  decideRatingAppeal: at('/ratings/none/decide', { outcome: 'counted', text: 'matrix' }),
  correctRating: at('/ratings/none/correct', { level: 1 }),
  getBoard: at('/sla/board'),
  listOpenClocks: at('/sla/clocks'),
  listBreaches: at('/sla/breaches'),
  getAgeing: at('/sla/ageing'),
  getForecast: at('/sla/forecast'),
  getLampTrend: at('/sla/trend'),
  listCaseHolders: caseAt('/holders'),
  listEndedClocks: at('/sla/ended'),
  listLampTurns: at('/sla/turns'),
  listForms: at('/forms'),
  getForm: at('/forms/plain'),
  listFormVersions: at('/forms/plain/versions'),
  listCalendars: at('/calendars'),
  getCalendar: at('/calendars/china'),
  putCalendar: ({ fresh }) => ({ path: `/calendars/${fresh}`, body: { ...names, base: 'china' } }),
  getCalendarYear: at('/calendars/china/years/2026'),
  previewPlan: at('/calendars/china/preview', { plan: '2027' }),
  importPlan: at('/calendars/china/plan', { plan: '2027' }),
  listCalendarVersions: at('/calendars/china/versions'),
  listRetimings: at('/calendars/china/retimings'),
  listCalendarUses: at('/calendar-uses'),
  putCalendarUse: at('/calendar-uses/own', { calendar: 'china' }),
  listDepartmentLadders: at('/department-ladders'),
  putDepartmentLadder: at('/department-ladders/own', { rungs: [] }),
  listResponsibilities: at('/responsibilities'),
  createResponsibility: ({ fresh }) => ({
    path: '/responsibilities',
    body: { matter: fresh, lead: 'own', basis: 'x' },
  }),
  changeResponsibility: async ({ root, fresh }) => ({
    path: `/responsibilities/${await made(root, '/responsibilities', { matter: fresh, lead: 'own', basis: 'x' })}`,
    body: { note: 'x' },
  }),
  resolveResponsibility: at('/responsibilities/resolve?matter=x'),
  reviewResponsibilities: at('/responsibilities/review'),
  getCaseClocks: caseAt('/clocks'),
  getProceedings: caseAt('/proceedings'),
  listDocuments: caseAt('/documents'),
  getDocument: caseAt('/documents/none'),
  printDocument: caseAt('/documents/none/prints', {}),
  supplementProcessInstance: caseAt('/supplement', { materials: ['m1'] }),
  deliverMaterials: caseAt('/deliver', { materials: ['m1'] }),
  extendProcessInstance: caseAt('/extend', { days: 5 }),
  voidProcessInstance: caseAt('/void', { reason: 'matrix' }),
  reopenProcessInstance: caseAt('/reopen', { to: 'decide', ground: 'clericalError', reason: 'matrix' }),
  listConfirmations: at('/confirmations'),
  answerConfirmation: caseAt('/confirmations/none/confirm', {}),
  getWhyNot: ({ subject }) => ({ path: `/tasks/${subject.task}/why-not?verb=complete` }),
  listAdapters: at('/adapters'),
  switchAdapter: at('/adapters/none/switch', { off: true, reason: 'matrix' }),
  listEffects: listOf('/effects'),
  getEffect: ({ subject }) => ({ path: `/effects/${subject.outside}` }),
  askEffect: ({ subject }) => ({ path: `/effects/${subject.outside}/ask` }),
  settleEffect: ({ subject }) => ({
    path: `/effects/${subject.outside}/settle`,
    body: { outcome: 'done', reason: 'matrix' },
  }),
  listEffectTopics: at('/effect-topics'),
  listTopicGrants: at('/topic-grants'),
  listContracts: at('/contracts'),
  listIncomingSources: at('/incoming'),
  receiveWebhook: at('/webhooks/matrix', { type: 'none' }),
  putTopicGrants: at('/topic-grants/matrix', { principals: [] }),
  listCards: at('/cards'),
  listExplanations: caseAt('/explanations'),
  issueCard: ({ subject }) => ({
    path: '/cards',
    body: { instanceId: subject.id, colour: 'yellow', addressee: 'wang', reason: 'other', text: 'matrix' },
  }),
  answerCard: at('/cards/none/answer', { text: 'matrix' }),
  appealCard: at('/cards/none/appeal', { text: 'matrix' }),
  decideCard: at('/cards/none/decide', { outcome: 'upheld', text: 'matrix' }),
  withdrawProcessInstance: caseAt('/withdraw', { reason: 'matrix' }),
  jumpProcessInstance: caseAt('/jump', { to: 'decide', reason: 'matrix' }),
  listDataCatalogue: at('/data-catalogue'),
  getDataEntry: async ({ root }) => ({ path: `/data-catalogue/${await entry(root)}` }),
  putDataEntry: ({ fresh }) => ({ path: `/data-catalogue/${fresh}`, body: { ...ENTRY, element: fresh } }),
  listDataBlocks: at('/data-negative-list'),
  createDataBlock: at('/data-negative-list', { element: 'matrix.other', reason: 'r', basis: 'b' }),
  endDataBlock: async ({ root }) => ({
    path: `/data-negative-list/${await made(root, '/data-negative-list', { element: 'matrix.other', reason: 'r', basis: 'b' })}/end`,
  }),
  listDataDemands: at('/data-demands'),
  createDataDemand: async ({ root }) => ({ path: '/data-demands', body: { ...DEMAND, code: await entry(root) } }),
  stepDataDemand: async ({ root, world }) => {
    const id = await made(world.asker, '/data-demands', { ...DEMAND, code: await entry(root) });
    return { path: `/data-demands/${id}/steps`, body: { step: 'conform' } };
  },
  listDataGrants: at('/data-grants'),
  createDataGrant: async ({ root }) => ({
    path: '/data-grants',
    body: { code: await entry(root), process: 'p', purpose: 'p', until: DEMAND.until },
  }),
  changeDataGrant: at('/data-grants/none', { action: 'end', reason: 'r' }),
  queryData: async ({ root }) => ({
    path: '/data-queries',
    // An item that there is not: refused, but not for want of a right.
    body: { code: await entry(root), purpose: 'p', items: ['none'], values: {} },
  }),
  listDataReads: at('/data-reads'),
  listDataConsents: at('/data-consents'),
  createDataConsent: async ({ root }) => ({
    path: '/data-consents',
    body: {
      subject: 's',
      codes: [await entry(root)],
      purpose: 'p',
      textVersion: '1',
      signed: { by: 's', on: 'pad' },
      until: DEMAND.until,
    },
  }),
  withdrawDataConsent: at('/data-consents/none/withdraw'),
  getSharedData: caseAt('/shared-data'),
  listDataLabels: caseAt('/labels'),
  listDataObjections: at('/data-objections'),
  createDataObjection: async ({ root }) => ({
    path: '/data-objections',
    body: { code: await entry(root), reason: 'wrong' },
  }),
  decideDataObjection: async ({ root }) => ({
    path: `/data-objections/${await made(root, '/data-objections', { code: await entry(root), reason: 'wrong' })}/decide`,
    body: { outcome: 'refused', decision: 'right' },
  }),
  getSharingCoverage: at('/reports/sharing-coverage'),
  getDataUsage: at('/reports/data-usage'),
  checkData: at('/data-checks', {
    source: 'matrix',
    rules: { id: 'resident-id' },
    rows: [{ key: '1', values: { id: '11010519491231002X' } }],
  }),
  listQuarantine: at('/data-quarantine'),
  decideQuarantine: async ({ root }) => {
    // A row of its own each time: several decide at once, and a row is decided once.
    const key = randomUUID();
    const rows = [{ key, values: { id: '110105194912310021' } }];
    await root.post('/data-checks', { source: 'matrix', rules: { id: 'resident-id' }, rows });
    const { body } = await root.get('/data-quarantine?state=set-aside&limit=500');
    const found = body.items.find(({ rowKey }: { rowKey: string }) => rowKey === key);
    return { path: `/data-quarantine/${found.id}/decide`, body: { outcome: 'accepted', note: 'n' } };
  },
  getDataQuality: at('/reports/data-quality'),
  takeIntakeEvents: at('/intake/events', {
    events: [
      {
        source: 's',
        eventId: 'e',
        class: 'none',
        position: { lat: 1, lon: 1 },
        at: '2026-03-01T08:30:00Z',
        confidence: 1,
      },
    ],
  }),
  listIntakeClasses: at('/intake/classes'),
  putIntakeClass: at('/intake/classes/matrix', { message: 'm', radiusM: 1, windowS: 1, threshold: 1 }),
  listIntakeIncidents: at('/intake/incidents'),
  confirmIntakeIncident: at('/intake/incidents/none/confirm'),
  dismissIntakeIncident: at('/intake/incidents/none/dismiss'),
  listCopies: at('/copies'),
  listUrges: at('/urges'),
  listSupervisions: at('/supervisions'),
  listConsultations: at('/consultations'),
  listObjections: at('/objections'),
  getCopy: at('/copies/none'),
  readCopy: at('/copies/none/read'),
  answerCopy: at('/copies/none/answer', { text: 'matrix' }),
  recallCopy: at('/copies/none/recall'),
  readUrge: at('/urges/none/read'),
  answerUrge: at('/urges/none/answer', { text: 'matrix' }),
  readSupervision: at('/supervisions/none/read'),
  answerSupervision: at('/supervisions/none/answer', { text: 'matrix' }),
  closeSupervision: at('/supervisions/none/close'),
  readConsultation: at('/consultations/none/read'),
  answerConsultation: at('/consultations/none/answer', { text: 'matrix' }),
  closeConsultation: at('/consultations/none/close'),
  decideObjection: at('/objections/none/decide', { result: 'dismissed', text: 'matrix' }),
  reviseComment: at('/comments/none/revise', { text: 'matrix' }),
  listComments: caseAt('/comments'),
  createComment: caseAt('/comments', { text: 'matrix' }),
  listLinks: caseAt('/links'),
  urgeProcessInstance: caseAt('/urge', { comment: 'matrix' }),
  objectToProcessInstance: caseAt('/object', { subject: 'dispatch', text: 'matrix' }),
  superviseProcessInstance: caseAt('/supervise', { to: 'wang', text: 'matrix', dueAt: '2030-01-01T00:00:00Z' }),
  consultProcessInstance: caseAt('/consult', { users: ['wang'], text: 'matrix' }),
  mergeProcessInstance: async ({ world, role, side, subject }) => ({
    path: `/process-instances/${subject.id}/merge`,
    body: { into: (await world.open(role, side)).id },
  }),
  unmergeProcessInstance: caseAt('/unmerge', {}),
  splitProcessInstance: caseAt('/split', { parts: [{ definitionKey: 'wide' }] }),
  listPhrases: at('/phrases'),
  createPhrase: at('/phrases', { text: 'matrix' }),
  putPhrase: at('/phrases/none', { text: 'matrix' }),
  deletePhrase: at('/phrases/none'),
  listAttachments: ({ subject }) => ({ path: `/attachments?instanceId=${subject.id}` }),
  uploadAttachment: caseAt('/attachments', {}),
  reuseAttachment: caseAt('/attachments/reuse', { attachmentId: 'none' }),
  listOwnMaterials: at('/me/materials'),
  listRulings: at('/me/rulings'),
  getAttachment: at('/attachments/none'),
  getAttachmentContent: at('/attachments/none/content'),
  removeAttachment: at('/attachments/none/remove'),
  signAttachment: at('/attachments/none/sign', { method: 'seal' }),
  listServiceItems: at('/service-items'),
  listThemes: at('/service-items/themes'),
  getServiceItem: at('/service-items/none'),
  listServiceItemVersions: at('/service-items/none/versions'),
  guideServiceItem: at('/service-items/none/guide', {}),
  composeServiceItems: at('/service-items/compose', { keys: ['none'] }),
  applyForServiceItem: at('/service-items/none/apply', {}),
  takeCaseNumber: at('/case-numbers', undefined),
  importServiceItems: at('/service-items/import', { items: [{}], dryRun: true }),
  getSystemHealth: at('/system/health'),
  verifyAudit: caseOfAudit,
  streamEvents: at('/events'),
  moveClock: at('/test/clock', { advance: 'PT0S' }),
};

function caseOfAudit({ subject }: Scene): Asked {
  return { path: `/audit/verify?instanceId=${subject.id}` };
}

/** A process that nobody needs. */
async function spare(root: Client, key: string): Promise<string> {
  const content = `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test"><process id="${key}" isExecutable="true"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process></definitions>`;
  const { body } = await root.post('/deployments', { name: key, resources: [{ name: `${key}.bpmn`, content }] });
  return body.definitions[0].id as string;
}
