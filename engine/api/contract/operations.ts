/** The route table: every operation of the API. Routes, rights, validators and the OpenAPI document are made from it. */
import type { Static, TSchema } from 'typebox';
import { attachmentOperations } from './attachments.ts';
import { calendarOperations } from './calendars.ts';
import { cardOperations } from './cards.ts';
import { clockOperations } from './clocks.ts';
import { consentOperations } from './consents.ts';
import { contractOperations } from './contracts.ts';
import { dataStoreOperations } from './data-stores.ts';
import { dataUseOperations } from './data-use.ts';
import { decisionOperations } from './decisions.ts';
import { definitionOperations } from './definitions.ts';
import { deploymentOperations } from './deployments.ts';
import { effectOperations } from './effects.ts';
import { externalTaskOperations } from './external-tasks.ts';
import { favouriteOperations } from './favourites.ts';
import { followOperations } from './follows.ts';
import { incidentOperations } from './incidents.ts';
import { incomingOperations } from './incoming.ts';
import { indicatorOperations } from './indicators.ts';
import { instanceOperations } from './instances.ts';
import { intakeOperations } from './intake.ts';
import { itemOperations } from './items.ts';
import { jobOperations } from './jobs.ts';
import { ladderOperations } from './ladders.ts';
import { messageOperations } from './messages.ts';
import { noticeOperations } from './notices.ts';
import { organisationOperations } from './organisation.ts';
import { phraseOperations } from './phrases.ts';
import { positionOperations } from './positions.ts';
import { proceedingsOperations } from './proceedings.ts';
import { proxyOperations } from './proxies.ts';
import { ratingOperations } from './ratings.ts';
import { reportOperations } from './reports.ts';
import { responsibilityOperations } from './responsibilities.ts';
import { rightOperations } from './rights.ts';
import { rulingOperations } from './rulings.ts';
import { sessionOperations } from './sessions.ts';
import { sharingOperations } from './sharing.ts';
import { slaOperations } from './sla.ts';
import { systemOperations } from './system.ts';
import { taskFilterOperations } from './task-filters.ts';
import { taskOperations } from './tasks.ts';

export const BASE_PATH = '/api/v1';

export const OPERATIONS = {
  ...sessionOperations,
  ...organisationOperations,
  ...positionOperations,
  ...proxyOperations,
  ...rightOperations,
  ...ladderOperations,
  ...responsibilityOperations,
  ...deploymentOperations,
  ...definitionOperations,
  ...decisionOperations,
  ...instanceOperations,
  ...followOperations,
  ...favouriteOperations,
  ...clockOperations,
  ...cardOperations,
  ...proceedingsOperations,
  ...messageOperations,
  ...intakeOperations,
  ...dataStoreOperations,
  ...sharingOperations,
  ...consentOperations,
  ...dataUseOperations,
  ...taskFilterOperations,
  ...taskOperations,
  ...noticeOperations,
  ...attachmentOperations,
  ...phraseOperations,
  ...itemOperations,
  ...jobOperations,
  ...incidentOperations,
  ...externalTaskOperations,
  ...effectOperations,
  ...incomingOperations,
  ...contractOperations,
  ...reportOperations,
  ...indicatorOperations,
  ...ratingOperations,
  ...rulingOperations,
  ...slaOperations,
  ...calendarOperations,
  ...systemOperations,
} as const;

export type Operations = typeof OPERATIONS;
export type OperationId = keyof Operations;

type Shape<S> = S extends TSchema ? Static<S> : undefined;
export type QueryOf<I extends OperationId> = Operations[I] extends { query: infer S }
  ? Shape<S>
  : Record<string, never>;
export type BodyOf<I extends OperationId> = Operations[I] extends { body: infer S } ? Shape<S> : undefined;
export type AnswerOf<I extends OperationId> =
  | (Operations[I]['answer'] extends { schema: infer S } ? Shape<S> : undefined)
  | (Operations[I] extends { orNothing: true } ? undefined : never);
