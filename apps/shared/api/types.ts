/** The shapes of the API, read off the OpenAPI document: nothing here is written by hand twice. */
import type { components, paths } from '@openapi';

type Base = '/api/v1';
/** The document's paths without the base, whether or not it repeats the base in each of them. */
type Routes = { [P in keyof paths as P extends `${Base}${infer Rest}` ? Rest : P]: paths[P] };

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
type OperationAt<P extends keyof Routes, M extends Method> = M extends keyof Routes[P] ? Routes[P][M] : never;

/** Paths that have an operation with this method. */
export type PathWith<M extends Method> = {
  [P in keyof Routes]: M extends keyof Routes[P] ? (Routes[P][M] extends undefined ? never : P) : never;
}[keyof Routes];

type Content<T> = [T] extends [never]
  ? undefined
  : T extends { content: { 'application/json': infer C } }
    ? C
    : T extends { content: Record<string, infer C> }
      ? C
      : undefined;
type Success<R> = R extends { 201: infer A } ? A : R extends { 200: infer A } ? A : undefined;
/** What `?dryRun=true` answers in the place of the operation's own answer. */
export type Rehearsal = components['schemas']['Rehearsal'];

export type Answer<M extends Method, P extends keyof Routes> =
  OperationAt<P, M> extends { responses: infer R } ? Exclude<Content<Success<R>>, Rehearsal> : undefined;
export type Body<M extends Method, P extends keyof Routes> =
  OperationAt<P, M> extends { requestBody?: infer B } ? Content<NonNullable<B>> : undefined;
export type Query<M extends Method, P extends keyof Routes> =
  OperationAt<P, M> extends { parameters: { query?: infer Q } } ? Q : undefined;
export type PathParameters<M extends Method, P extends keyof Routes> =
  OperationAt<P, M> extends { parameters: { path: infer Q } } ? Q : undefined;

export type Me = Answer<'get', '/me'>;
export type Role = Me['roles'][number];
export type DemoUser = Answer<'get', '/sessions/demo'>['items'][number];
export type Task = Answer<'get', '/tasks/{id}'>;
/** The task after a verb, and in `next` what the verb opened for its user. */
export type TaskVerbAnswer = Answer<'post', '/tasks/{id}/{verb}'>;
/** A filter of the task list that somebody keeps. */
export type TaskFilter = Answer<'get', '/tasks/filters'>['items'][number];
export type TaskCriteria = TaskFilter['criteria'];
export type TaskForm = Answer<'get', '/tasks/{id}/form'>;
export type Opinion = TaskForm['opinions'][number];
export type Lamp = NonNullable<Task['lamp']>;
export type CaseRung = Answer<'get', '/process-instances/{id}/clocks'>['next'][number];
export type TaskRung = NonNullable<Task['nextRung']>;
export type CaseClock = Answer<'get', '/process-instances/{id}/clocks'>['clocks'][number];
export type ProcessInstance = Answer<'get', '/process-instances/{id}'>;
export type ElementInstance = ProcessInstance['elements'][number];
export type Incident = ProcessInstance['incidents'][number];
export type ProcessDefinition = Answer<'get', '/process-definitions/{id}'>;
export type Decision = Answer<'get', '/decisions/{id}'>;
export type DefinitionStatistics = Answer<'get', '/process-definitions/{id}/statistics'>;
export type Job = Answer<'get', '/jobs'>['items'][number];
export type IncidentGroup = Answer<'get', '/incidents/groups'>['items'][number];
export type Proceedings = Answer<'get', '/process-instances/{id}/proceedings'>;
export type Confirmation = Answer<'get', '/confirmations'>['items'][number];
export type TaskVerbBody = Body<'post', '/tasks/{id}/{verb}'>;
export type Colleague = Answer<'get', '/organisation/colleagues'>['items'][number];
export type Proxy = Answer<'get', '/organisation/proxies'>['items'][number];
export type FormView = Answer<'get', '/forms/{key}'>;
export type Attachment = Answer<'get', '/attachments/{id}'>;
export type OwnMaterial = Answer<'get', '/me/materials'>['items'][number];
export type CaseComment = Answer<'get', '/process-instances/{id}/comments'>['items'][number];
export type Copy = Answer<'get', '/copies'>['items'][number];
export type Consultation = Answer<'get', '/consultations'>['items'][number];
export type CaseLink = Answer<'get', '/process-instances/{id}/links'>['items'][number];
export type Objection = Answer<'get', '/objections'>['items'][number];
export type Supervision = Answer<'get', '/supervisions'>['items'][number];
/** Process variables by name. */
export type Variables = ProcessInstance['variables'];
/** What an event of `/events` tells. */
export type Change = components['schemas']['ChangeView'];
