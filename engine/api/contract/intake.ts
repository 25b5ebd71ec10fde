import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Count, closed, Id, Name, nullable, oneOf, page, Time, VariableMap } from './schema.ts';

const Share = Type.Number({ minimum: 0, maximum: 1 });
const Position = closed({
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lon: Type.Number({ minimum: -180, maximum: 180 }),
});

const IntakeEvent = closed({
  source: Name,
  eventId: Type.String({
    minLength: 1,
    maxLength: 200,
    description: "The device's own id of the report: a repeat is answered, not taken again.",
  }),
  class: Name,
  position: Position,
  at: Time,
  confidence: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      default: 1,
      description: '1 where absent: a person or a sensor that does not guess.',
    }),
  ),
  data: Type.Optional(VariableMap),
});
export type IntakeEvent = Static<typeof IntakeEvent>;

const IntakeAnswer = closed({
  outcome: oneOf(['filing', 'check', 'merged', 'class-unknown']),
  incidentId: nullable(Id),
  repeated: Type.Boolean({ description: 'The report was known; this is its first answer.' }),
});

const IntakeClassInput = closed({
  message: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the message that starts a case.' }),
  radiusM: Type.Number({
    exclusiveMinimum: 0,
    maximum: 10_000,
    description: 'How near two reports of one thing are, metres.',
  }),
  windowS: Type.Number({ exclusiveMinimum: 0, maximum: 2_592_000, description: 'How soon after each other, seconds.' }),
  threshold: Share,
});
const IntakeClass = closed({ class: Name, ...IntakeClassInput.properties });

export const IntakeIncident = closed({
  id: Id,
  class: Name,
  state: oneOf(['check', 'filing', 'filed', 'dismissed']),
  position: Position,
  firstAt: Time,
  lastAt: Time,
  reports: Count,
  confidence: Share,
  data: VariableMap,
  decidedBy: nullable(Type.String()),
  instanceId: nullable(Id),
});
export type IntakeIncident = Static<typeof IntakeIncident>;

const tag = 'intake';

export const intakeOperations = {
  takeIntakeEvents: operation({
    method: 'post',
    path: '/intake/events',
    tag,
    summary: {
      en: 'Take reports of cameras and devices: one thing, one incident, however often and in whatever order it is reported',
      zh: '接收视频与物联设备上报：同一事件只立一件，不论重复与先后',
    },
    right: 'message.broadcast',
    body: closed({ events: Type.Array(IntakeEvent, { minItems: 1, maxItems: 500 }) }),
    answer: {
      status: 200,
      schema: closed({ results: Type.Array(IntakeAnswer, { description: 'In the order of the reports.' }) }),
    },
    // The ids of the reports do it already, and a camera sends thousands.
    idempotent: false,
    example: {
      events: [
        {
          source: 'camera-17',
          eventId: '2026-03-01-000123',
          class: 'litter',
          position: { lat: 22.543096, lon: 114.057865 },
          at: '2026-03-01T08:30:00Z',
          confidence: 0.93,
        },
      ],
    },
  }),
  listIntakeClasses: operation({
    method: 'get',
    path: '/intake/classes',
    tag,
    summary: { en: 'Kinds of events that are taken', zh: '事件类别' },
    right: 'definition.model',
    answer: { status: 200, schema: closed({ items: Type.Array(IntakeClass) }) },
  }),
  putIntakeClass: operation({
    method: 'put',
    path: '/intake/classes/{id}',
    tag,
    summary: { en: 'Say how a kind of events is taken', zh: '设定事件类别的接收规则' },
    right: 'organisation.write',
    body: IntakeClassInput,
    answer: { status: 200, schema: IntakeClass },
    example: { message: 'event.found', radiusM: 30, windowS: 1800, threshold: 0.9 },
  }),
  listIntakeIncidents: operation({
    method: 'get',
    path: '/intake/incidents',
    tag,
    summary: { en: 'Incidents by state; those in `check` wait for a person', zh: '上报事件列表，check 为待人工核实' },
    right: 'inbox.use',
    query: closed({
      state: Type.Optional(
        Type.Unsafe<'check' | 'filing' | 'filed' | 'dismissed'>({
          type: 'string',
          enum: ['check', 'filing', 'filed', 'dismissed'],
          default: 'check',
        }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
      cursor: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    answer: { status: 200, schema: page(IntakeIncident) },
  }),
  confirmIntakeIncident: operation({
    method: 'post',
    path: '/intake/incidents/{id}/confirm',
    tag,
    summary: { en: 'It is so: a case is started', zh: '核实属实，立案' },
    right: 'inbox.use',
    answer: { status: 200, schema: IntakeIncident },
    problems: ['incident-decided'],
  }),
  dismissIntakeIncident: operation({
    method: 'post',
    path: '/intake/incidents/{id}/dismiss',
    tag,
    summary: { en: 'A false alarm: further reports of it start nothing', zh: '误报，后续同一事件不再立案' },
    right: 'inbox.use',
    answer: { status: 200, schema: IntakeIncident },
    problems: ['incident-decided'],
  }),
} as const;
