/** The ledger of effects: what the case says of them. What is known of the calls themselves is in `store/effects`. */
import type { EffectRow } from '../../commands/effect-rows.ts';
import type { Columns } from '../columns.ts';
import { effectHash } from '../effects/effect-hash.ts';
import { IS_WON, type Part } from './part.ts';

const KNOWN = {
  id: 'text',
  instanceId: 'text',
  state: 'text',
  outcome: 'text',
  answerHash: 'text',
  lastError: 'text',
  settledAt: 'time',
} as const satisfies Columns;

const requestHash = ({ topic, variables }: EffectRow): string => effectHash({ topic, variables });

export const insertEffects: Part = {
  name: 'effects_inserted',
  columns: {
    ...KNOWN,
    definitionKey: 'text',
    businessKey: 'text',
    elementId: 'text',
    elementInstanceId: 'text',
    topic: 'text',
    purpose: 'text',
    manualPath: 'boolean',
    requestedAt: 'time',
    requestedBy: 'text',
    requestHash: 'text',
  },
  rows: ({ index }) =>
    index.effects.length === 0 ? [] : index.effects.map((row) => ({ ...row, requestHash: requestHash(row) })),
  sql: (
    rows,
  ) => `insert into effect (id, instance_id, definition_key, business_key, element_id, element_instance_id, topic, purpose, manual_path, state, outcome,
      requested_at, requested_by, request_hash, answer_hash, last_error, settled_at)
    select x.id, x."instanceId", x."definitionKey", x."businessKey", x."elementId", x."elementInstanceId", x.topic, x.purpose, x."manualPath", x.state,
      x.outcome, x."requestedAt", x."requestedBy", x."requestHash", x."answerHash", x."lastError", nullif(x."settledAt", 'infinity')
    from ${rows} where ${IS_WON} on conflict (id) do nothing`,
};

export const updateEffects: Part = {
  name: 'effects_updated',
  columns: KNOWN,
  rows: ({ index }) => index.effectNews,
  sql: (rows) => `update effect e set state = coalesce(x.state, e.state), outcome = coalesce(x.outcome, e.outcome),
      answer_hash = coalesce(x."answerHash", e.answer_hash),
      last_error = case when x.state is null then e.last_error else x."lastError" end,
      settled_at = coalesce(nullif(x."settledAt", 'infinity'), e.settled_at)
    from ${rows} where ${IS_WON} and e.id = x.id`,
};
