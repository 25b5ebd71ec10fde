/** The situational guide 情形引导: from answers to the exact list of what this applicant needs. */
import { holds } from './condition.ts';
import type { Answers, Material, Question, ServiceItem, Visit } from './item.ts';

export interface GuidedMaterial {
  readonly material: Material;
  /** `bring`: the applicant hands it in; `held`: the government has it or fetches it; `follow`: it may come later. */
  readonly how: 'bring' | 'held' | 'follow';
}

export interface Guidance {
  /** Questions that apply by the answers so far, those answered included. */
  readonly questions: Question[];
  /** Keys of those that wait for an answer. */
  readonly open: string[];
  readonly materials: GuidedMaterial[];
  /** For what the applicant has to come; nothing where all of it can be done from home. */
  readonly visits: Visit[];
}

/** Answers to questions that do not apply count for nothing. A question that is not answered lets what depends on it out. */
export function guide(item: ServiceItem, given: Answers): Guidance {
  const { questions, answers } = asked(item.questions ?? [], given);
  const materials = item.materials
    .filter(({ appliesWhen }) => holds(appliesWhen, answers))
    .map((material) => ({ material, how: howOf(material) }));
  return {
    questions,
    open: questions.filter(({ key }) => answers[key] === undefined).map(({ key }) => key),
    materials,
    visits: [...visitsFor(materials), ...(item.visits ?? []).filter(({ when }) => holds(when, answers))],
  };
}

/** In their order, since a question depends on those before it. */
function asked(all: readonly Question[], given: Answers) {
  const answers: Record<string, unknown> = {};
  const questions = all.filter((question) => {
    if (!holds(question.when, answers)) return false;
    const answer = given[question.key];
    if (question.options.some(({ value }) => value === answer)) answers[question.key] = answer;
    return true;
  });
  const names = new Set(all.map(({ key }) => key));
  for (const [name, value] of Object.entries(given)) if (!names.has(name)) answers[name] = value;
  return { questions, answers };
}

function howOf({ waiver, mayFollow }: Material): GuidedMaterial['how'] {
  if (waiver) return 'held';
  return mayFollow ? 'follow' : 'bring';
}

/** What exists on paper only, or has to be shown as an original, has to be carried. */
function visitsFor(materials: readonly GuidedMaterial[]): Visit[] {
  return materials
    .filter(({ material, how }) => how !== 'held' && (material.original || !material.forms.includes('electronic')))
    .map(({ material }) => ({
      step: { zh: `提交“${material.name.zh}”`, en: `Hand in "${material.name.en}"` },
      why: material.original
        ? { zh: '须核验原件', en: 'the original has to be shown' }
        : { zh: '只收纸质件', en: 'it is accepted on paper only' },
    }));
}
