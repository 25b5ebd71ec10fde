import { activationCondition } from './activation-condition.ts';
import { adHocContent } from './ad-hoc-content.ts';
import { assignmentMissing } from './assignment-missing.ts';
import { boundaryAttachment } from './boundary-attachment.ts';
import { cancelInTransaction } from './cancel-in-transaction.ts';
import { compensationHandler } from './compensation-handler.ts';
import { compensationTarget } from './compensation-target.ts';
import { dataFlow } from './data-flow.ts';
import { decisionUnavailable } from './decision-unavailable.ts';
import { defaultFlow } from './default-flow.ts';
import { endInScope } from './end-in-scope.ts';
import { eventFlows } from './event-flows.ts';
import { eventGatewayTargets } from './event-gateway-targets.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { executableRequired } from './executable-required.ts';
import { expressionCheck } from './expression-check.ts';
import { expressionLanguage } from './expression-language.ts';
import { extensionNotRead } from './extension-not-read.ts';
import { flowCondition } from './flow-condition.ts';
import { flowCrossesScope } from './flow-crosses-scope.ts';
import { gatewayDirection } from './gateway-direction.ts';
import { gatewayFlowWithoutCondition } from './gateway-flow-without-condition.ts';
import { idRequired } from './id-required.ts';
import { instantiating } from './instantiating.ts';
import { interruptingStart } from './interrupting-start.ts';
import { joinNeverFires } from './join-never-fires.ts';
import { linkPairs } from './link-pairs.ts';
import { messageFlowEnds } from './message-flow-ends.ts';
import { parallelMultiple } from './parallel-multiple.ts';
import { quantities } from './quantities.ts';
import { receiveWithoutMessage } from './receive-without-message.ts';
import type { Rule } from './rule.ts';
import { scriptFormat } from './script-format.ts';
import { startInScope } from './start-in-scope.ts';
import { unreachableNode } from './unreachable-node.ts';
import { unsupportedAttribute } from './unsupported-attribute.ts';
import { unsupportedElement } from './unsupported-element.ts';
import { unsupportedEventPosition } from './unsupported-event-position.ts';

/** Every rule a model must pass before it is deployed. */
export const RULES: readonly Rule[] = [
  activationCondition,
  adHocContent,
  assignmentMissing,
  boundaryAttachment,
  cancelInTransaction,
  compensationHandler,
  compensationTarget,
  dataFlow,
  decisionUnavailable,
  defaultFlow,
  endInScope,
  eventFlows,
  eventGatewayTargets,
  eventSubProcess,
  gatewayFlowWithoutCondition,
  executableRequired,
  expressionCheck,
  expressionLanguage,
  extensionNotRead,
  flowCondition,
  flowCrossesScope,
  gatewayDirection,
  idRequired,
  instantiating,
  interruptingStart,
  joinNeverFires,
  linkPairs,
  messageFlowEnds,
  parallelMultiple,
  quantities,
  receiveWithoutMessage,
  scriptFormat,
  startInScope,
  unreachableNode,
  unsupportedAttribute,
  unsupportedElement,
  unsupportedEventPosition,
];
