import { type Static, Type } from 'typebox';
import { fail } from '../errors.ts';
import { rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id, Reason } from './input.ts';
import type { InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';
import { requireManager } from './rights.ts';

const Input = closed({
  /** Another version of its process. */
  definitionId: Id,
  /** Steps that are called otherwise there: old id → new. */
  renamed: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Id, { maxProperties: 200 })),
  reason: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

/**
 * A running case goes on by another version of its process, each token at the same step. Clocks that run and timers that are set stay as they are:
 * nobody's limit changes behind his back. Refuses with 'migration-target' what is no other version, and with 'migration-blocked' what has no place there.
 */
export const migrateInstance: Command<Input, InstanceAnswer> = {
  name: 'migrate-instance',
  input: Input,
  decide(state, { definitionId, renamed = {}, reason }, context) {
    const { id, key, graph } = rootDefinition(state, context);
    const may = requireManager(context.actor, graph);
    if (!may.ok) return may;
    const target = context.definitions.byId(definitionId);
    if (target.id === id || target.key !== key) return fail('migration-target', { id: definitionId, key });
    const trigger = { kind: 'migrate', definitionId, renamed } as const;
    return operateInstance(state, { trigger, ...(reason !== undefined && { reason }) }, context);
  },
};
