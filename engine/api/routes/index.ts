/** Every operation of the route table with its handler; one that is missing does not compile. */
import type { Handlers } from '../route.ts';
import { removeAttachment, signAttachment } from './attachments/act.ts';
import { listOwnMaterials } from './attachments/own-materials.ts';
import { getAttachment, getAttachmentContent, listAttachments } from './attachments/read.ts';
import { reuseAttachment } from './attachments/reuse.ts';
import { uploadAttachment } from './attachments/upload.ts';
import {
  getCalendar,
  getCalendarYear,
  listCalendars,
  listCalendarUses,
  listCalendarVersions,
  listRetimings,
  putCalendar,
  putCalendarUse,
} from './calendars/calendars.ts';
import { importPlan, previewPlan } from './calendars/plan.ts';
import { answerCard, appealCard, decideCard, issueCard, listCards } from './cards/cards.ts';
import { listExplanations } from './cards/explanations.ts';
import { getDataStore, listDataStores, putDataStore } from './data-stores/data-stores.ts';
import { evaluateDecision } from './decisions/evaluate.ts';
import { getDecision, getDecisionXml, listDecisions } from './decisions/read.ts';
import { diffProcessDefinitions } from './definitions/diff.ts';
import { getProcessDefinition, listProcessDefinitions } from './definitions/list.ts';
import { getProcessDefinitionSoundness } from './definitions/soundness.ts';
import { activateProcessDefinition, deleteProcessDefinition, suspendProcessDefinition } from './definitions/state.ts';
import { getProcessDefinitionStatistics } from './definitions/statistics.ts';
import { getProcessDefinitionXml } from './definitions/xml.ts';
import { listAdapters, switchAdapter } from './departments/adapters.ts';
import { listContracts } from './departments/contracts.ts';
import { askEffect, getEffect, listEffects, listEffectTopics, settleEffect } from './departments/effects.ts';
import { listIncomingSources, receiveWebhook } from './departments/incoming.ts';
import { listTopicGrants, putTopicGrants } from './departments/topic-grants.ts';
import { checkDeployment, deploy } from './deployments/deploy.ts';
import { listDeployments } from './deployments/list.ts';
import {
  completeExternalTask,
  extendLock,
  failExternalTask,
  raiseBpmnError,
  unlockExternalTask,
} from './external-tasks/answer.ts';
import { fetchAndLock } from './external-tasks/fetch.ts';
import { groupIncidents, listIncidents, resolveIncident } from './incidents/incidents.ts';
import { getCaseClocks } from './instances/clocks.ts';
import { getDocument, listDocuments, printDocument } from './instances/documents.ts';
import { addFavourite, getFavourite, removeFavourite } from './instances/favourite.ts';
import { followProcessInstance, getFollow, unfollowProcessInstance } from './instances/follow.ts';
import { listInnerActivities, startInnerActivity } from './instances/inner-activities.ts';
import { listDataLabels } from './instances/labels.ts';
import {
  cancelProcessInstance,
  jumpProcessInstance,
  migrateProcessInstance,
  modifyProcessInstance,
  resumeProcessInstance,
  setVariables,
  suspendProcessInstance,
  withdrawProcessInstance,
} from './instances/operate.ts';
import {
  answerConfirmation,
  deliverMaterials,
  extendProcessInstance,
  getProceedings,
  listConfirmations,
  reopenProcessInstance,
  supplementProcessInstance,
  voidProcessInstance,
} from './instances/proceedings.ts';
import { getJournal, getProcessInstance, getVariables, listProcessInstances } from './instances/read.ts';
import { startProcessInstance } from './instances/start.ts';
import { listCaseUnmaskings, listUnmaskings, unmask } from './instances/unmask.ts';
import { listIntakeClasses, putIntakeClass } from './intake/classes.ts';
import { confirmIntakeIncident, dismissIntakeIncident, listIntakeIncidents } from './intake/incidents.ts';
import { takeIntakeEvents } from './intake/take.ts';
import {
  applyForServiceItem,
  composeServiceItems,
  getServiceItem,
  guideServiceItem,
  importServiceItems,
  listServiceItems,
  listServiceItemVersions,
  listThemes,
  takeCaseNumber,
} from './items/items.ts';
import { executeJob, rescheduleJob, retryJob } from './jobs/act.ts';
import { listJobs } from './jobs/jobs.ts';
import { broadcastSignal } from './messages/broadcast.ts';
import { publishMessage } from './messages/publish.ts';
import {
  answerConsultation,
  answerCopy,
  answerSupervision,
  answerUrge,
  closeConsultation,
  closeSupervision,
  decideObjection,
  readConsultation,
  readCopy,
  readSupervision,
  readUrge,
  recallCopy,
  reviseComment,
} from './notices/act.ts';
import { getCopy } from './notices/copy.ts';
import { listConsultations, listCopies, listObjections, listSupervisions, listUrges } from './notices/list.ts';
import {
  consultProcessInstance,
  createComment,
  listComments,
  listLinks,
  mergeProcessInstance,
  objectToProcessInstance,
  splitProcessInstance,
  superviseProcessInstance,
  unmergeProcessInstance,
  urgeProcessInstance,
} from './notices/tell.ts';
import { createApiKey, deleteApiKey, listApiKeys } from './organisation/api-keys.ts';
import { deleteDepartment, listDepartments, putDepartment } from './organisation/departments.ts';
import { createGroup, deleteGroup, getGroup, listGroups, updateGroup } from './organisation/groups.ts';
import { handOver } from './organisation/hand-over.ts';
import { importOrganisation } from './organisation/import.ts';
import { listDepartmentLadders, putDepartmentLadder } from './organisation/ladders.ts';
import { createPosition, deletePosition, endPosition, listPositions } from './organisation/positions.ts';
import { deletePost, listPosts, putPost } from './organisation/posts.ts';
import { createProxy, endProxy, listProxies } from './organisation/proxies.ts';
import {
  changeResponsibility,
  createResponsibility,
  listResponsibilities,
  resolveResponsibility,
  reviewResponsibilities,
} from './organisation/responsibilities.ts';
import { getOrganisationTree, getOrganisationVersion, listOrganisationChanges } from './organisation/tree.ts';
import { createUser, getUser, listColleagues, listUsers, updateUser } from './organisation/users.ts';
import { createPhrase, deletePhrase, listPhrases, putPhrase } from './phrases/phrases.ts';
import {
  advanceRating,
  correctRating,
  decideRatingAppeal,
  listCaseRatings,
  listRatings,
  rateCase,
} from './ratings/ratings.ts';
import { listDecided, listReturned } from './reports/decided.ts';
import { getDurations } from './reports/durations.ts';
import { listForcedVisits } from './reports/forced-visits.ts';
import {
  appealIndicators,
  decideIndicatorAppeal,
  freezeIndicators,
  getIndicators,
  putIndicatorWeights,
  signIndicators,
} from './reports/indicators.ts';
import { listOpenTasks, listOverdue } from './reports/overdue.ts';
import { getOverview } from './reports/overview.ts';
import { getPingPongShares, listPingPong } from './reports/ping-pong.ts';
import { getRatingFigures } from './reports/ratings.ts';
import { getRefusals } from './reports/refusals.ts';
import { listRulings } from './reports/rulings.ts';
import { getServiceItemTimes } from './reports/service-items.ts';
import { getThroughput, getWaitingTimes } from './reports/times.ts';
import { getRights, listRightChanges, putRight } from './rights/rights.ts';
import { listDemoUsers, signInDemo } from './sessions/demo.ts';
import { getMe } from './sessions/me.ts';
import { finishOidcSignIn, getSignInWays, startOidcSignIn } from './sessions/oidc.ts';
import { signIn } from './sessions/sign-in.ts';
import { signOut } from './sessions/sign-out.ts';
import { updateMe } from './sessions/update-me.ts';
import { getDataEntry, listDataCatalogue, putDataEntry } from './sharing/catalogue.ts';
import { createDataConsent, listAskedConsents, listDataConsents, withdrawDataConsent } from './sharing/consents.ts';
import { getSharingCoverage } from './sharing/coverage.ts';
import { createDataDemand, listDataDemands, stepDataDemand } from './sharing/demands.ts';
import { changeDataGrant, createDataGrant, listDataGrants } from './sharing/grants.ts';
import { createDataBlock, endDataBlock, listDataBlocks } from './sharing/negative-list.ts';
import { createDataObjection, decideDataObjection, listDataObjections } from './sharing/objections.ts';
import { checkData, decideQuarantine, getDataQuality, listQuarantine } from './sharing/quality.ts';
import { queryData } from './sharing/query.ts';
import { getDataUsage, listDataReads } from './sharing/reads.ts';
import { getSharedData } from './sharing/shared-data.ts';
import { getAgeing, getForecast } from './sla/ahead.ts';
import { getBoard, listOpenClocks } from './sla/board.ts';
import { listBreaches } from './sla/breaches.ts';
import { listEndedClocks, listLampTurns } from './sla/ended.ts';
import { listCaseHolders } from './sla/holders.ts';
import { getLampTrend } from './sla/trend.ts';
import { verifyAudit } from './system/audit.ts';
import { moveClock } from './system/clock.ts';
import { listDeletionCertificates } from './system/deletions.ts';
import { streamEvents } from './system/events.ts';
import { getForm, listForms, listFormVersions } from './system/forms.ts';
import { getSystemHealth } from './system/health.ts';
import { actOnTask, actOnTasks } from './tasks/act.ts';
import { createTaskFilter, deleteTaskFilter, listTaskFilters, putTaskFilter } from './tasks/filters.ts';
import { getTaskForm } from './tasks/form.ts';
import { getTask, listTasks } from './tasks/list.ts';
import { takeNextTask } from './tasks/take-next.ts';
import { getWhyNot } from './tasks/why-not.ts';

export const HANDLERS: Handlers = {
  listCalendars,
  getCalendar,
  putCalendar,
  getCalendarYear,
  previewPlan,
  importPlan,
  listCalendarVersions,
  listRetimings,
  listCalendarUses,
  putCalendarUse,
  getCaseClocks,
  listCards,
  listExplanations,
  issueCard,
  answerCard,
  appealCard,
  decideCard,
  signIn,
  listDemoUsers,
  signInDemo,
  getSignInWays,
  startOidcSignIn,
  finishOidcSignIn,
  signOut,
  getMe,
  updateMe,
  listUsers,
  createUser,
  getUser,
  updateUser,
  listColleagues,
  listDepartments,
  putDepartment,
  deleteDepartment,
  listDepartmentLadders,
  putDepartmentLadder,
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
  listPosts,
  putPost,
  deletePost,
  listPositions,
  createPosition,
  endPosition,
  deletePosition,
  getOrganisationTree,
  getOrganisationVersion,
  listOrganisationChanges,
  listProxies,
  createProxy,
  endProxy,
  listResponsibilities,
  createResponsibility,
  changeResponsibility,
  resolveResponsibility,
  reviewResponsibilities,
  handOver,
  importOrganisation,
  getRights,
  putRight,
  listRightChanges,
  listApiKeys,
  createApiKey,
  deleteApiKey,
  deploy,
  checkDeployment,
  listDeployments,
  listProcessDefinitions,
  getProcessDefinition,
  getProcessDefinitionXml,
  getProcessDefinitionStatistics,
  diffProcessDefinitions,
  getProcessDefinitionSoundness,
  suspendProcessDefinition,
  activateProcessDefinition,
  deleteProcessDefinition,
  listDecisions,
  getDecision,
  getDecisionXml,
  evaluateDecision,
  startProcessInstance,
  listProcessInstances,
  getProcessInstance,
  getJournal,
  getVariables,
  setVariables,
  unmask,
  listCaseUnmaskings,
  listInnerActivities,
  startInnerActivity,
  cancelProcessInstance,
  suspendProcessInstance,
  resumeProcessInstance,
  withdrawProcessInstance,
  jumpProcessInstance,
  migrateProcessInstance,
  modifyProcessInstance,
  publishMessage,
  broadcastSignal,
  takeIntakeEvents,
  listIntakeClasses,
  putIntakeClass,
  listIntakeIncidents,
  confirmIntakeIncident,
  dismissIntakeIncident,
  listDataStores,
  getDataStore,
  putDataStore,
  listDataCatalogue,
  getDataEntry,
  putDataEntry,
  listDataBlocks,
  createDataBlock,
  endDataBlock,
  listDataDemands,
  createDataDemand,
  stepDataDemand,
  listDataGrants,
  createDataGrant,
  changeDataGrant,
  queryData,
  listDataReads,
  listAskedConsents,
  listDataConsents,
  createDataConsent,
  withdrawDataConsent,
  getSharedData,
  listDataLabels,
  listDataObjections,
  createDataObjection,
  decideDataObjection,
  getSharingCoverage,
  getDataUsage,
  checkData,
  listQuarantine,
  decideQuarantine,
  getDataQuality,
  listTasks,
  takeNextTask,
  listTaskFilters,
  createTaskFilter,
  putTaskFilter,
  deleteTaskFilter,
  getFollow,
  followProcessInstance,
  unfollowProcessInstance,
  getFavourite,
  addFavourite,
  removeFavourite,
  getProceedings,
  listDocuments,
  getDocument,
  printDocument,
  supplementProcessInstance,
  deliverMaterials,
  extendProcessInstance,
  voidProcessInstance,
  reopenProcessInstance,
  listConfirmations,
  answerConfirmation,
  getTask,
  getTaskForm,
  getWhyNot,
  actOnTasks,
  actOnTask,
  listCopies,
  getCopy,
  listUrges,
  listSupervisions,
  listConsultations,
  listObjections,
  readCopy,
  answerCopy,
  recallCopy,
  readUrge,
  answerUrge,
  readSupervision,
  answerSupervision,
  closeSupervision,
  readConsultation,
  answerConsultation,
  closeConsultation,
  reviseComment,
  decideObjection,
  createComment,
  urgeProcessInstance,
  superviseProcessInstance,
  consultProcessInstance,
  objectToProcessInstance,
  mergeProcessInstance,
  unmergeProcessInstance,
  splitProcessInstance,
  listComments,
  listLinks,
  listAttachments,
  uploadAttachment,
  reuseAttachment,
  listOwnMaterials,
  getAttachment,
  getAttachmentContent,
  removeAttachment,
  signAttachment,
  listPhrases,
  createPhrase,
  putPhrase,
  deletePhrase,
  listServiceItems,
  listServiceItemVersions,
  listThemes,
  getServiceItem,
  guideServiceItem,
  takeCaseNumber,
  composeServiceItems,
  applyForServiceItem,
  importServiceItems,
  listJobs,
  executeJob,
  retryJob,
  rescheduleJob,
  listIncidents,
  groupIncidents,
  resolveIncident,
  fetchAndLock,
  completeExternalTask,
  failExternalTask,
  raiseBpmnError,
  extendLock,
  unlockExternalTask,
  listAdapters,
  switchAdapter,
  listEffects,
  listEffectTopics,
  getEffect,
  askEffect,
  settleEffect,
  listContracts,
  listIncomingSources,
  receiveWebhook,
  listTopicGrants,
  putTopicGrants,
  getOverview,
  listOpenTasks,
  listOverdue,
  getWaitingTimes,
  listDecided,
  listReturned,
  getThroughput,
  getDurations,
  listPingPong,
  getPingPongShares,
  getRefusals,
  getServiceItemTimes,
  listForcedVisits,
  getRatingFigures,
  listRulings,
  getIndicators,
  putIndicatorWeights,
  freezeIndicators,
  signIndicators,
  appealIndicators,
  decideIndicatorAppeal,
  rateCase,
  listCaseRatings,
  listRatings,
  decideRatingAppeal,
  correctRating,
  advanceRating,
  getBoard,
  listOpenClocks,
  listBreaches,
  getAgeing,
  getLampTrend,
  listCaseHolders,
  listEndedClocks,
  listLampTurns,
  getForecast,
  getForm,
  listForms,
  listFormVersions,
  getSystemHealth,
  verifyAudit,
  listUnmaskings,
  listDeletionCertificates,
  streamEvents,
  moveClock,
};
