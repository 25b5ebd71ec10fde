/** What of the Camunda 7 REST API is answered. `docs/engine-rest` lists the same; a test compares. */
import { getProcessDefinition, listProcessDefinitions, startById, startByKey } from './definitions.ts';
import { createDeployment, listDeployments } from './deployments.ts';
import { bpmnError, complete, extendLock, failure, fetchAndLock, lock, unlock } from './external-tasks.ts';
import { correlateMessage } from './messages.ts';
import type { RestHandler, RestRoute } from './request.ts';
import { claimTask, completeTask, countTasks, getTask, listTasks, unclaimTask } from './tasks.ts';

/** The release whose paths and shapes these are: clients ask before they go on. */
const getVersion: RestHandler = async () => ({ version: '7.22.0' });
const listEngines: RestHandler = async () => [{ name: 'default' }];

export const REST_ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/version', handler: getVersion },
  { method: 'GET', path: '/engine', handler: listEngines },
  { method: 'POST', path: '/external-task/fetchAndLock', handler: fetchAndLock },
  { method: 'POST', path: '/external-task/{id}/complete', handler: complete },
  { method: 'POST', path: '/external-task/{id}/failure', handler: failure },
  { method: 'POST', path: '/external-task/{id}/bpmnError', handler: bpmnError },
  { method: 'POST', path: '/external-task/{id}/lock', handler: lock },
  { method: 'POST', path: '/external-task/{id}/extendLock', handler: extendLock },
  { method: 'POST', path: '/external-task/{id}/unlock', handler: unlock },
  { method: 'GET', path: '/deployment', handler: listDeployments },
  { method: 'POST', path: '/deployment/create', handler: createDeployment, multipart: true },
  { method: 'GET', path: '/process-definition', handler: listProcessDefinitions },
  { method: 'GET', path: '/process-definition/key/{key}', handler: getProcessDefinition },
  { method: 'POST', path: '/process-definition/key/{key}/start', handler: startByKey },
  { method: 'POST', path: '/process-definition/{id}/start', handler: startById },
  { method: 'GET', path: '/task', handler: listTasks },
  { method: 'POST', path: '/task', handler: listTasks },
  { method: 'GET', path: '/task/count', handler: countTasks },
  { method: 'POST', path: '/task/count', handler: countTasks },
  { method: 'GET', path: '/task/{id}', handler: getTask },
  { method: 'POST', path: '/task/{id}/claim', handler: claimTask },
  { method: 'POST', path: '/task/{id}/unclaim', handler: unclaimTask },
  { method: 'POST', path: '/task/{id}/complete', handler: completeTask },
  { method: 'POST', path: '/message', handler: correlateMessage },
];
