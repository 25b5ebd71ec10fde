/** Which behaviour runs which element type. A type without an entry does not compile. */
import { adHocSubProcess } from './ad-hoc-sub-process.ts';
import type { Behaviors } from './behavior.ts';
import { boundaryEvent } from './boundary-event.ts';
import { callActivity } from './call-activity.ts';
import { complexGateway } from './complex-gateway.ts';
import { endEvent } from './end-event.ts';
import { eventBasedGateway } from './event-based-gateway.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { intermediateCatchEvent } from './intermediate-catch-event.ts';
import { intermediateThrowEvent } from './intermediate-throw-event.ts';
import { jobTask } from './job-task.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { passTask } from './pass-task.ts';
import { processBehavior } from './process.ts';
import { receiveTask } from './receive-task.ts';
import { scriptTask } from './script-task.ts';
import { sendTask } from './send-task.ts';
import { startEvent } from './start-event.ts';
import { subProcess } from './sub-process.ts';
import { userTask } from './user-task.ts';

export const behaviors: Behaviors = {
  process: processBehavior,
  subProcess,
  transaction: subProcess,
  adHocSubProcess,
  callActivity,
  task: passTask,
  userTask,
  manualTask: passTask,
  serviceTask: jobTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask: jobTask,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  startEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  endEvent,
};
