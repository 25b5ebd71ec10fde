import { type Static, Type } from 'typebox';
import { closed, Id, nullable, oneOf } from './schema.ts';

export const FieldProblem = closed({ path: Type.String(), message: Type.String() });

/** One step of a run that shows a finding. A counter-example can be played on the diagram step by step. */
const RunStep = closed({
  kind: oneOf(['start', 'complete', 'event', 'begin']),
  elementId: Type.String(),
  at: nullable(Type.String({ description: 'The activity or gateway where the event was waited for.' })),
  passed: Type.Array(
    closed({
      elementId: Type.String(),
      flows: nullable(
        Type.Array(Type.String(), { description: 'The flows by which it is left; null: a token waits there.' }),
      ),
    }),
  ),
  tokens: Type.Array(closed({ elementId: Type.String(), count: Type.Integer({ minimum: 1 }) }), {
    description: 'Where tokens wait after the step.',
  }),
});

/** One finding about a model. `line` and `column` start at 1 and are null where the position is unknown. */
export const ModelProblem = closed({
  resource: Type.String(),
  elementId: nullable(Type.String()),
  elementName: nullable(
    Type.String({ description: 'What it is called in the language of the request; null where it has no name.' }),
  ),
  rule: Type.String(),
  severity: oneOf(['error', 'warning']),
  message: Type.String(),
  line: nullable(Type.Integer()),
  column: nullable(Type.Integer()),
  run: Type.Optional(
    Type.Array(RunStep, {
      description: 'Rule `soundness`: what a case does so that the problem shows, from its opening on.',
    }),
  ),
});
export type ModelProblem = Static<typeof ModelProblem>;

/** RFC 9457. Clients switch on `code`; `title` and `detail` are for people, in the language of the request. */
export const Problem = closed({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  instance: Type.Optional(Type.String({ description: 'The id of the request, as in the log.' })),
  elementId: Type.Optional(Id),
  params: Type.Optional(
    Type.Unsafe<Readonly<Record<string, string | number>>>({ type: 'object', additionalProperties: true }),
  ),
  errors: Type.Optional(Type.Array(FieldProblem)),
  problems: Type.Optional(Type.Array(ModelProblem)),
});
export type Problem = Static<typeof Problem>;
