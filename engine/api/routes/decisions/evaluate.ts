import { Refusal, refuse } from '../../../errors.ts';
import { askWith } from '../../../model/decision.ts';
import type { Binding } from '../../../model/graph.ts';
import type { EvaluateDecision } from '../../contract/decisions.ts';
import type { Handler } from '../../route.ts';

export const evaluateDecision: Handler<'evaluateDecision'> = async ({ params: { key }, body }, { runtime }) => {
  const { definitions, clock } = runtime;
  const binding = bindingOf(body);
  await definitions.refresh();
  const found = await definitions.withLoaded(() => definitions.decision(key, binding, ''));
  if (!found) return refuse('not-found', { kind: 'decision', id: key });
  const { id, version } = found;
  const outcome = askWith(found, body.variables ?? {}, clock.now());
  if (!outcome.ok) throw new Refusal(outcome.failure);
  return { decision: { id, key, version }, result: outcome.result, trace: outcome.trace.map(written) };
};

function bindingOf({ version, versionTag }: EvaluateDecision): Binding {
  if (version !== undefined && versionTag !== undefined) {
    return refuse('bad-request', {
      reason: 'version and versionTag are both given',
      reasonZh: '同时给出了 version 和 versionTag',
    });
  }
  if (version !== undefined) return { kind: 'version', version };
  return versionTag === undefined ? { kind: 'latest' } : { kind: 'versionTag', tag: versionTag };
}

const written = <T extends { readonly inputs: readonly unknown[]; readonly rules: readonly unknown[] }>(trace: T) => ({
  ...trace,
  inputs: [...trace.inputs] as T['inputs'][number][],
  rules: [...trace.rules] as T['rules'][number][],
});
