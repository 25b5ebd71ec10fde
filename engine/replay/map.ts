import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';

const Names = Type.Array(Type.String(), { minItems: 1 });
const Choice = Type.Record(Type.String(), Type.String());
const at = Names;
const closed = { additionalProperties: false } as const;

/** A variable the model decides by, read off what the case did later. Written when a task at one of `at` is completed. */
const Decision = Type.Union([
  /** `next` is the case's next event in the same branch: a list gives true or false, a table gives a text or null. */
  Type.Object({ at, variable: Type.String(), whenNextInBranch: Type.Union([Names, Choice]) }, closed),
  /** Whether any of these activities comes later in the case. */
  Type.Object({ at, variable: Type.String(), whenLaterActivity: Names }, closed),
  /** The texts of all activities that come later in the case, up to the next of `until`; each once, in order. */
  Type.Object({ at, variable: Type.String(), collect: Choice, until: Type.Optional(Names) }, closed),
]);

/** How an event log is lived by a process. */
const ReplayMap = Type.Object(
  {
    /** Key of the process. */
    process: Type.String(),
    columns: Type.Object(
      {
        case: Type.String(),
        activity: Type.String(),
        time: Type.String(),
        resource: Type.Optional(Type.String()),
        department: Type.Optional(Type.String()),
        start: Type.Optional(Type.String()),
        deadline: Type.Optional(Type.String()),
      },
      closed,
    ),
    /** Variables of a new case, from columns of its first record. The deadline is always given as `deadline`. */
    start: Type.Optional(Type.Object({ variables: Type.Record(Type.String(), Type.String()) }, closed)),
    /** `log`: a case is over with its last record, whatever the model says; a log that stops in the middle leaves it out. */
    end: Type.Optional(Type.Literal('log')),
    activities: Type.Record(Type.String(), Type.Object({ element: Type.String() }, closed)),
    branches: Type.Optional(Type.Record(Type.String(), Names)),
    decisions: Type.Optional(Type.Array(Decision)),
  },
  closed,
);

export type ReplayMap = Static<typeof ReplayMap>;
export type ReplayDecision = Static<typeof Decision>;

const valid = new Ajv({ allErrors: true }).compile(ReplayMap);

/** Reads a map from a file; throws an error that names every problem. */
export function readMap(file: string): ReplayMap {
  const map: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (valid(map)) return map as ReplayMap;
  const problems = (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  throw new Error(`Expected ${file} to be a replay map, but found:\n${problems.join('\n')}`);
}
