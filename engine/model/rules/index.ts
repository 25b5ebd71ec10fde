import { acceptanceMilestone } from './acceptance-milestone.ts';
import { activationCondition } from './activation-condition.ts';
import { adHocContent } from './ad-hoc-content.ts';
import { approval } from './approval.ts';
import { approvers } from './approvers.ts';
import { assignmentMissing } from './assignment-missing.ts';
import { backwards } from './backwards.ts';
import { boundaryAttachment } from './boundary-attachment.ts';
import { calledElement } from './called-element.ts';
import { cancelInTransaction } from './cancel-in-transaction.ts';
import { compensationHandler } from './compensation-handler.ts';
import { compensationTarget } from './compensation-target.ts';
import { conversation } from './conversation.ts';
import { correlation } from './correlation.ts';
import { dataAssociationEnds } from './data-association-ends.ts';
import { dataDrawn } from './data-drawn.ts';
import { dataFlow } from './data-flow.ts';
import { dataObjectReference } from './data-object-reference.ts';
import { dataSets } from './data-sets.ts';
import { dataStoreReserved } from './data-store-reserved.ts';
import { dataTypes } from './data-types.ts';
import { defaultFlow } from './default-flow.ts';
import { diagram } from './diagram.ts';
import { endInScope } from './end-in-scope.ts';
import { eventFlows } from './event-flows.ts';
import { eventGatewayTargets } from './event-gateway-targets.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { eventWithoutFlow } from './event-without-flow.ts';
import { executableRequired } from './executable-required.ts';
import { expressionCheck } from './expression-check.ts';
import { expressionLanguage } from './expression-language.ts';
import { extensionNotRead } from './extension-not-read.ts';
import { flowCondition } from './flow-condition.ts';
import { flowCrossesScope } from './flow-crosses-scope.ts';
import { gatewayDirection } from './gateway-direction.ts';
import { gatewayFlowWithoutCondition } from './gateway-flow-without-condition.ts';
import { giveUp } from './give-up.ts';
import { idRequired } from './id-required.ts';
import { instantiating } from './instantiating.ts';
import { interruptingStart } from './interrupting-start.ts';
import { joinNeverFires } from './join-never-fires.ts';
import { ladders } from './ladders.ts';
import { laneMembership } from './lane-membership.ts';
import { legalLimits } from './legal-limits.ts';
import { linkPairs } from './link-pairs.ts';
import { loopCollection } from './loop-collection.ts';
import { loopMaximum } from './loop-maximum.ts';
import { messageFlowEnds } from './message-flow-ends.ts';
import { parallelMultiple } from './parallel-multiple.ts';
import { participantMultiplicity } from './participant-multiplicity.ts';
import { postCheck } from './post-check.ts';
import { procedureSettings } from './procedure-settings.ts';
import { processType } from './process-type.ts';
import { quantities } from './quantities.ts';
import { receiveWithoutMessage } from './receive-without-message.ts';
import { referenceType } from './reference-type.ts';
import type { Rule } from './rule.ts';
import { scriptFormat } from './script-format.ts';
import { staleFlowList } from './stale-flow-list.ts';
import { startInScope } from './start-in-scope.ts';
import { timeLimits } from './time-limits.ts';
import { unreachableNode } from './unreachable-node.ts';
import { unsupportedAttribute } from './unsupported-attribute.ts';
import { unsupportedElement } from './unsupported-element.ts';
import { unsupportedEventPosition } from './unsupported-event-position.ts';
import { withdrawalStart } from './withdrawal-start.ts';

/** Every rule a model must pass before it is deployed. */
export const RULES: readonly Rule[] = [
  acceptanceMilestone,
  activationCondition,
  adHocContent,
  approval,
  approvers,
  assignmentMissing,
  backwards,
  boundaryAttachment,
  calledElement,
  cancelInTransaction,
  compensationHandler,
  compensationTarget,
  conversation,
  dataAssociationEnds,
  dataDrawn,
  correlation,
  dataFlow,
  dataObjectReference,
  dataSets,
  dataStoreReserved,
  dataTypes,
  defaultFlow,
  diagram,
  endInScope,
  eventFlows,
  eventGatewayTargets,
  eventSubProcess,
  eventWithoutFlow,
  executableRequired,
  expressionCheck,
  expressionLanguage,
  extensionNotRead,
  flowCondition,
  flowCrossesScope,
  gatewayDirection,
  gatewayFlowWithoutCondition,
  giveUp,
  idRequired,
  instantiating,
  interruptingStart,
  joinNeverFires,
  ladders,
  laneMembership,
  legalLimits,
  linkPairs,
  loopCollection,
  loopMaximum,
  messageFlowEnds,
  parallelMultiple,
  participantMultiplicity,
  postCheck,
  procedureSettings,
  processType,
  quantities,
  receiveWithoutMessage,
  referenceType,
  scriptFormat,
  staleFlowList,
  startInScope,
  timeLimits,
  unreachableNode,
  unsupportedAttribute,
  unsupportedElement,
  unsupportedEventPosition,
  withdrawalStart,
];
