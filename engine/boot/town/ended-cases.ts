import { hasEnded } from '../../commands/case.ts';
import { ownDefinitionId } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { type EndedCase, endedCasesOf } from '../../store/cases/ended-cases.ts';

/** Those of some cases that have ended: from memory where that is not written yet. */
export async function endedCases(
  { dispatcher, definitions, pool }: Pick<Runtime, 'dispatcher' | 'definitions' | 'pool'>,
  instanceIds: readonly string[],
): Promise<readonly EndedCase[]> {
  const found: EndedCase[] = [];
  const others: string[] = [];
  for (const id of instanceIds) {
    const state = dispatcher.decided(id);
    if (!state) others.push(id);
    else if (hasEnded(state)) found.push(endedCaseOf(state, definitions));
  }
  return others.length === 0 ? found : [...found, ...(await endedCasesOf(pool, others))];
}

const endedCaseOf = (state: InstanceState, definitions: Runtime['definitions']): EndedCase => ({
  id: state.id,
  status: state.status,
  definitionKey: definitions.head(ownDefinitionId(state))?.key ?? '',
  businessKey: state.businessKey,
  initiator: state.initiator,
  endedAt: state.endedAt ?? 0,
});
