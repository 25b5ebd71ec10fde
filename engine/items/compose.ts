/** One thing 一件事: several items as one application, with one list of questions and materials, and a plan of what can go on at the same time. */
import { type GuidedMaterial, guide } from './guide.ts';
import type { Answers, ItemLimit, Question, ServiceItem, Visit } from './item.ts';
import { workingDaysOf } from './span.ts';

interface PlannedItem {
  readonly key: string;
  /** From 0: items of one stage go on at the same time. */
  readonly stage: number;
  /** Working days from the submission, at the most. */
  readonly from: number;
  readonly to: number;
  readonly after: string[];
}

export interface Composition {
  readonly questions: Question[];
  readonly open: string[];
  /** Each once, with the items that need it. */
  readonly materials: (GuidedMaterial & { readonly for: string[] })[];
  /** How many times the same material would have been handed in. */
  readonly saved: number;
  readonly visits: (Visit & { readonly for: string })[];
  readonly plan: PlannedItem[];
  /** Working days until the last is done, side by side and one after the other. */
  readonly days: { readonly parallel: number; readonly serial: number };
}

export type ComposeResult =
  | { readonly ok: true; readonly composition: Composition }
  /** Items that wait for each other. */
  | { readonly ok: false; readonly circle: readonly string[] };

/** `after` of items that are not chosen counts for nothing: their results are there already or asked for as materials. */
export function compose(items: readonly ServiceItem[], answers: Answers): ComposeResult {
  const stages = stagesOf(items);
  if (!stages.ok) return stages;
  const guided = items.map((item) => ({ item, guidance: guide(item, answers) }));
  const questions = uniqueBy(
    guided.flatMap(({ guidance }) => guidance.questions),
    ({ key }) => key,
  );
  const materials = unionOf(
    guided.flatMap(({ item, guidance }) => guidance.materials.map((each) => ({ ...each, for: item.key }))),
  );
  const plan = planOf(items, stages.order);
  const handedIn = guided.flatMap(({ guidance }) => guidance.materials).filter(({ how }) => how !== 'held').length;
  return {
    ok: true,
    composition: {
      questions,
      open: questions
        .filter(({ key }) => guided.some(({ guidance }) => guidance.open.includes(key)))
        .map(({ key }) => key),
      materials,
      saved: handedIn - materials.filter(({ how }) => how !== 'held').length,
      visits: uniqueBy(
        guided.flatMap(({ item, guidance }) => guidance.visits.map((visit) => ({ ...visit, for: item.key }))),
        ({ step }) => step.zh,
      ),
      plan,
      days: {
        parallel: Math.max(0, ...plan.map(({ to }) => to)),
        serial: items.reduce((sum, item) => sum + daysOf(item), 0),
      },
    },
  };
}

/** Working days the item takes at the most: as promised, else as the law allows. */
export function daysOf({ limits }: Pick<ServiceItem, 'limits'>): number {
  const whole = (kind: ItemLimit['kind']) =>
    limits.find((limit) => limit.kind === kind && (limit.element ?? null) === null);
  const limit = whole('promised') ?? whole('local') ?? whole('statutory');
  return limit ? workingDaysOf(limit) : 0;
}

type Order = readonly (readonly ServiceItem[])[];

/** Each stage waits for those before it (Kahn). */
function stagesOf(
  items: readonly ServiceItem[],
): { ok: true; order: Order } | { ok: false; circle: readonly string[] } {
  const chosen = new Set(items.map(({ key }) => key));
  const done = new Set<string>();
  const order: ServiceItem[][] = [];
  let left = items;
  while (left.length > 0) {
    const ready = left.filter(({ after = [] }) => after.every((key) => !chosen.has(key) || done.has(key)));
    if (ready.length === 0) return { ok: false, circle: left.map(({ key }) => key) };
    order.push(ready);
    for (const { key } of ready) done.add(key);
    left = left.filter((item) => !ready.includes(item));
  }
  return { ok: true, order };
}

function planOf(items: readonly ServiceItem[], order: Order): PlannedItem[] {
  const ends = new Map<string, number>();
  const plan = order.flatMap((stage, index) =>
    stage.map((item): PlannedItem => {
      const after = (item.after ?? []).filter((key) => ends.has(key));
      const from = Math.max(0, ...after.map((key) => ends.get(key) ?? 0));
      const to = from + daysOf(item);
      ends.set(item.key, to);
      return { key: item.key, stage: index, from, to, after };
    }),
  );
  return items.flatMap(({ key }) => plan.filter((planned) => planned.key === key));
}

/** The same thing under the same name is one. What the government has for one of them it has for all; else the strictest holds. */
function unionOf(all: readonly (GuidedMaterial & { readonly for: string })[]): Composition['materials'] {
  const byName = new Map<string, GuidedMaterial & { readonly for: string[] }>();
  for (const { for: item, ...guided } of all) {
    const known = byName.get(guided.material.name.zh);
    byName.set(
      guided.material.name.zh,
      known ? { ...merged(known, guided), for: [...known.for, item] } : { ...guided, for: [item] },
    );
  }
  return [...byName.values()];
}

function merged(a: GuidedMaterial, b: GuidedMaterial): GuidedMaterial {
  const material = {
    ...a.material,
    required: a.material.required || b.material.required,
    copies: Math.max(a.material.copies, b.material.copies),
    forms: a.material.forms.filter((form) => b.material.forms.includes(form)),
  };
  const held = [a, b].find(({ how }) => how === 'held');
  if (held) return { material: { ...material, forms: held.material.forms }, how: 'held' };
  const how = a.how === 'bring' || b.how === 'bring' ? 'bring' : 'follow';
  return { material: material.forms.length > 0 ? material : { ...material, forms: a.material.forms }, how };
}

function uniqueBy<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const keys = all.map(keyOf);
  return all.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
