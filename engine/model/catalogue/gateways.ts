import type { Requirement } from './requirement.ts';

/** Gateways (BPMN 2.0.2 §10.6). */
export const GATEWAYS: readonly Requirement[] = [
  {
    id: 'gateway-flows',
    clause: '10.6.1',
    rule: 'gateway-direction',
    severity: 'warning',
    text: { en: 'A gateway parts or joins flows.', zh: '网关分支或汇聚顺序流。' },
  },
  {
    id: 'gateway-outgoing',
    clause: '10.6.1',
    rule: 'gateway-direction',
    severity: 'warning',
    text: { en: 'A flow leaves a gateway.', zh: '网关有流出。' },
  },
  {
    id: 'gateway-direction-values',
    clause: '10.6.1',
    rule: 'invalid-value',
    severity: 'error',
    text: { en: 'The direction of a gateway is one of four.', zh: '网关方向为四个值之一。' },
  },
  {
    id: 'exclusive-condition',
    clause: '10.6.2',
    rule: 'gateway-flow-without-condition',
    severity: 'error',
    text: {
      en: 'Each flow that leaves an exclusive gateway has a condition or is its default.',
      zh: '离开排他网关的每条流有条件或为默认流。',
    },
  },
  {
    id: 'inclusive-condition',
    clause: '10.6.3',
    rule: 'gateway-flow-without-condition',
    severity: 'warning',
    text: {
      en: 'Each flow that leaves an inclusive gateway has a condition or is its default.',
      zh: '离开包容网关的每条流有条件或为默认流。',
    },
  },
  {
    id: 'parallel-fires',
    clause: '10.6.4',
    rule: 'join-never-fires',
    severity: 'error',
    text: { en: 'A parallel join can get a token on each flow.', zh: '并行汇聚的每条流都可能有令牌。' },
  },
  {
    id: 'complex-activation',
    clause: '10.6.5',
    rule: 'activation-condition',
    severity: 'error',
    text: { en: 'A complex gateway that joins has an activation condition.', zh: '汇聚的复杂网关有激活条件。' },
  },
  {
    id: 'event-gateway-two',
    clause: '10.6.6',
    rule: 'event-gateway-targets',
    severity: 'error',
    text: { en: 'Two or more flows leave an event-based gateway.', zh: '事件网关至少有两条流出。' },
  },
  {
    id: 'event-gateway-target',
    clause: '10.6.6',
    rule: 'event-gateway-targets',
    severity: 'error',
    text: { en: 'What follows an event-based gateway waits.', zh: '事件网关之后是等待的元素。' },
  },
  {
    id: 'event-gateway-target-alone',
    clause: '10.6.6',
    rule: 'event-gateway-targets',
    severity: 'error',
    text: { en: 'Nothing else leads to what follows an event-based gateway.', zh: '事件网关之后的元素没有其他流入。' },
  },
  {
    id: 'event-gateway-boundary',
    clause: '10.6.6',
    rule: 'event-gateway-targets',
    severity: 'error',
    text: {
      en: 'A receive task behind an event-based gateway has no boundary events.',
      zh: '事件网关之后的接收任务没有边界事件。',
    },
  },
  {
    id: 'event-gateway-mixed',
    clause: '10.6.6',
    rule: 'event-gateway-targets',
    severity: 'error',
    text: {
      en: 'Message events and receive tasks are not behind one gateway.',
      zh: '同一事件网关之后不混用消息事件与接收任务。',
    },
  },
  {
    id: 'event-gateway-trigger',
    clause: '10.6.6',
    rule: 'event-gateway-targets',
    severity: 'error',
    text: { en: 'Links and errors are not behind an event-based gateway.', zh: '事件网关之后没有链接等事件。' },
  },
  {
    id: 'event-gateway-start',
    clause: '10.6.6',
    rule: 'instantiating',
    severity: 'error',
    text: { en: 'No flow leads to an event-based gateway that opens a case.', zh: '启动流程的事件网关没有流入。' },
  },
  {
    id: 'event-gateway-start-events',
    clause: '10.6.6',
    rule: 'instantiating',
    severity: 'error',
    text: { en: 'What opens a case behind such a gateway comes from outside.', zh: '其后启动流程的事件来自外部。' },
  },
  {
    id: 'event-gateway-parallel',
    clause: '10.6.6',
    rule: 'instantiating',
    severity: 'error',
    text: { en: 'A parallel event-based gateway opens a case.', zh: '并行事件网关用于启动流程。' },
  },
  {
    id: 'event-gateway-type',
    clause: '10.6.6',
    rule: 'invalid-value',
    severity: 'error',
    text: {
      en: 'The type of an event-based gateway is Exclusive or Parallel.',
      zh: '事件网关类型为 Exclusive 或 Parallel。',
    },
  },
];
