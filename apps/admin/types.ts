import type { Answer } from '@shared/api/types.ts';

export type User = Answer<'get', '/organisation/users/{id}'>;
export type Group = Answer<'get', '/organisation/groups/{id}'>;
export type AdapterHealth = Answer<'get', '/adapters'>['items'][number];
export type Effect = Answer<'get', '/effects/{id}'>;
/** What can be done to clear up an effect. */
export type EffectVerb = 'ask' | 'done' | 'not-done';
export type Department = Answer<'get', '/organisation/departments'>['items'][number];
export type Responsibility = Answer<'get', '/responsibilities'>['items'][number];
export type ResponsibilityFinding = Answer<'get', '/responsibilities/review'>['items'][number];
export type ApiKey = Answer<'get', '/organisation/api-keys'>['items'][number];
export type DefinitionDiff = Answer<'get', '/process-definitions/{id}/diff/{otherId}'>;
export type ModelProblem = Answer<'post', '/deployments/check'>['problems'][number];
export type DeploymentDone = Answer<'post', '/deployments'>;
export type RightView = Answer<'get', '/rights'>['items'][number];
export type RightCell = RightView['cells'][number];
export type Scope = RightCell['scope'];
export type DataEntry = Answer<'get', '/data-catalogue/{id}'>;
export type DataItem = DataEntry['items'][number];
export type DataDemand = Answer<'get', '/data-demands'>['items'][number];
export type DataGrant = Answer<'get', '/data-grants'>['items'][number];
export type DataBlock = Answer<'get', '/data-negative-list'>['items'][number];
export type DataConsent = Answer<'get', '/data-consents'>['items'][number];
export type DataObjection = Answer<'get', '/data-objections'>['items'][number];
