/** One step of a run in words: what happens, which ways are taken, where tokens wait then. */
import type { RunStep } from '../../engine/model/problem.ts';

export type Say = (key: string, named: Readonly<Record<string, string>>) => string;

export function stepText(
  { kind, elementId, at, passed, tokens }: RunStep,
  name: (id: string) => string,
  say: Say,
): string {
  const what = say(`modeler.run.${at === null ? kind : 'eventAt'}`, {
    name: name(elementId),
    at: at === null ? '' : name(at),
  });
  const choices = passed.filter(({ flows }) => flows !== null && flows.length === 1);
  const ways = choices.flatMap(({ elementId: id, flows }) => {
    const label = name(flows?.[0] ?? '');
    return label === flows?.[0] ? [] : [say('modeler.run.way', { name: name(id), way: label })];
  });
  const waiting = tokens.map(({ elementId: id, count }) => (count > 1 ? `${name(id)} × ${count}` : name(id)));
  const then =
    waiting.length > 0 ? [say('modeler.run.waiting', { names: waiting.join(say('modeler.run.and', {})) })] : [];
  return [what, ...ways, ...then].join(say('modeler.run.joined', {}));
}
