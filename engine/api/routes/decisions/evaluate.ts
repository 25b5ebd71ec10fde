import { type Language, Refusal, refuse } from '../../../errors.ts';
import { askWith, type DecisionTrace } from '../../../model/decision.ts';
import type { Binding } from '../../../model/graph.ts';
import type { EvaluateDecision } from '../../contract/decisions.ts';
import { nameIn } from '../../names.ts';
import type { Handler } from '../../route.ts';

export const evaluateDecision: Handler<'evaluateDecision'> = async (
  { params: { key }, body, language },
  { runtime },
) => {
  const { definitions, clock } = runtime;
  const binding = bindingOf(body);
  await definitions.refresh();
  const found = await definitions.withLoaded(() => definitions.decision(key, binding, ''));
  if (!found) return refuse('not-found', { kind: 'decision', id: key });
  const { id, version } = found;
  const outcome = askWith(found, body.variables ?? {}, clock.now());
  if (!outcome.ok) throw new Refusal(outcome.failure);
  return {
    decision: { id, key, version },
    result: outcome.result,
    trace: outcome.trace.map((step) => written(step, language)),
  };
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

const written = ({ name, nameEn, inputs, rules, ...step }: DecisionTrace, language: Language) => ({
  ...step,
  name: nameIn(language, { name, nameEn: nameEn ?? null }),
  inputs: inputs.map(({ value, ...input }) => ({ name: nameIn(language, { nameEn: null, ...input }), value })),
  rules: [...rules],
});
