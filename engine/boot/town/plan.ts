import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { type Static, Type } from 'typebox';

/** What kind of town it is: `processes/demo/town.json`. */
const TownPlan = Type.Object(
  {
    /** The same word makes the same town. */
    seed: Type.String({ minLength: 1 }),
    /** How many days back its records reach. */
    days: Type.Integer({ minimum: 1, maximum: 365 }),
    /** Who supervises in the town, by id. */
    supervisor: Type.String({ minLength: 1 }),
    processes: Type.Record(
      Type.String(),
      Type.Object(
        {
          /** Its part of all cases, as against the others. */
          share: Type.Number({ exclusiveMinimum: 0 }),
          /** The part of the first scenario of the process, the normal case; the others share the rest. */
          normal: Type.Number({ minimum: 0, maximum: 1 }),
          /** Cases begin at any hour, not only while offices are open. */
          aroundTheClock: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type TownPlan = Static<typeof TownPlan>;

/** Throws where the file is none. */
export function readTownPlan(file: string): TownPlan {
  const plan: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv();
  if (ajv.validate<TownPlan>(TownPlan, plan)) return plan;
  throw new Error(`Expected ${file} to tell of a town, but ${ajv.errorsText()}.`);
}
