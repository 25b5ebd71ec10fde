import { IS_WON, oneEach, type Part } from './part.ts';

/** Gates that nobody holds, their rows locked: of two cases that begin the same conversation one takes it. */
export const claimGates: Part = {
  name: 'gates_claimed',
  columns: { id: 'text', instanceId: 'text' },
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) => (claim.kind === 'message' && claim.gate ? [{ id: claim.gate, instanceId }] : [])),
  sql: (rows) => `select y."instanceId" from message_start_gate g join ${oneEach(rows)} on y.id = g.id
    where g.holder is null order by g.id for update of g skip locked`,
};

export const holdGates: Part = {
  name: 'gates_held',
  columns: claimGates.columns,
  rows: (change) => (change.ends ? [] : claimGates.rows(change)),
  sql: (rows) => `update message_start_gate g set holder = x."instanceId" from ${rows} where ${IS_WON} and g.id = x.id`,
};

/** The conversation is over with the case. */
export const freeGates: Part = {
  name: 'gates_freed',
  columns: { instanceId: 'text' },
  rows: ({ instanceId, ends, after }) => (ends && after.elements[after.root]?.conversations ? [{ instanceId }] : []),
  sql: (rows) => `delete from message_start_gate g using ${rows} where ${IS_WON} and g.holder = x."instanceId"`,
};
