/** What can be said about an element, in the order it is shown. One file per group; everything here is read by the engine. */
import type { ModdleElement } from '../../engine/model/moddle.ts';
import type { KnownContract } from '../contracts/known-contract.ts';
import type { FieldGroup, ListGroup } from './field.ts';
import { approval } from './groups/approval.ts';
import { approvers } from './groups/approvers.ts';
import { assignment } from './groups/assignment.ts';
import { call } from './groups/call.ts';
import { condition, defaultFlow } from './groups/condition.ts';
import { copies } from './groups/copies.ts';
import { decisionTask } from './groups/decision.ts';
import { operationGroups } from './groups/department.ts';
import { documentation } from './groups/documentation.ts';
import { fieldRights, form, personalData } from './groups/form.ts';
import { general } from './groups/general.ts';
import { ladder } from './groups/ladder.ts';
import { limit, limits } from './groups/limit.ts';
import { multiInstance, standardLoop } from './groups/loop.ts';
import { inputs, outputs } from './groups/mappings.ts';
import { link, message } from './groups/message.ts';
import { operations } from './groups/operations.ts';
import {
  conduct,
  materials,
  milestone,
  procedure,
  specialProcedures,
  suspensionReasons,
  waiting,
  withdrawing,
} from './groups/procedure.ts';
import { process } from './groups/process.ts';
import { script } from './groups/script.ts';
import { error, escalation, signal } from './groups/signal.ts';
import { timer } from './groups/timer.ts';
import { work } from './groups/work.ts';

export const GROUPS: readonly (FieldGroup | ListGroup)[] = [
  general,
  process,
  assignment,
  approvers,
  approval,
  form,
  fieldRights,
  personalData,
  limit,
  limits,
  ladder,
  work,
  decisionTask,
  script,
  call,
  condition,
  defaultFlow,
  timer,
  message,
  link,
  signal,
  error,
  escalation,
  multiInstance,
  standardLoop,
  operations,
  copies,
  procedure,
  milestone,
  waiting,
  withdrawing,
  conduct,
  materials,
  specialProcedures,
  suspensionReasons,
  inputs,
  outputs,
  documentation,
];

export const isList = (group: FieldGroup | ListGroup): group is ListGroup => 'items' in group;

/** With what is known of departments: their operations come right after the work they do. */
export function groupsOf(
  element: ModdleElement,
  contracts: readonly KnownContract[] = [],
): readonly (FieldGroup | ListGroup)[] {
  return GROUPS.filter((group) => group.appliesTo(element)).flatMap((group) =>
    group === work ? [work, ...operationGroups(element, contracts)] : [group],
  );
}
