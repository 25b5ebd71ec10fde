/** Takes one step of a case through the engine, the way a person or the outside would. */
import { SYSTEM } from '../../commands/command.ts';
import type { Runtime } from '../../runtime/engine.ts';
import type { Envelope } from '../../runtime/envelope.ts';
import type { Step, StepKind, StepOf } from '../../scenario/scenario.ts';
import { incidentAt } from '../../store/cases/incident-at.ts';
import type { OpenTask } from '../../store/cases/open-tasks.ts';
import type { Life } from './life.ts';
import { opinionBy } from './opinions.ts';
import { personal } from './personal.ts';
import type { Scripts } from './surroundings.ts';

export interface Stage {
  readonly runtime: Runtime;
  readonly scripts: Scripts;
}

interface Doing extends Stage {
  readonly life: Life;
  readonly task: OpenTask | undefined;
  readonly at: number;
}

/** Whether it was done; what was refused has changed nothing. */
type Done = Promise<boolean>;

const DOINGS: { readonly [K in StepKind]: (doing: Doing, input: StepOf<K>[K]) => Done } = {
  async start({ runtime, life, at }, { as, variables = {} }) {
    const { arrival, businessKey, cast, serviceItem } = life;
    const outcome = await runtime.dispatcher.submit({
      command: 'start-process-instance',
      target: 'new',
      input: { definitionKey: arrival.course.process, businessKey, variables, ...(serviceItem && { serviceItem }) },
      actor: cast.actorFor(as),
      at,
    });
    if (outcome.ok) life.instanceId = outcome.instanceId;
    return outcome.ok;
  },

  async message({ runtime, life }, { name, variables = {} }) {
    const { businessKey } = life;
    const sent =
      name === RATING
        ? await rate(runtime, life)
        : await runtime.messages.publish({ name, businessKey, variables }, SYSTEM);
    if (sent?.ok) life.instanceId ??= sent.value.instanceIds[0];
    return sent?.ok ?? true;
  },

  async signal({ runtime }, { name, variables = {} }) {
    await runtime.signals.throw({ name, variables });
    return true;
  },

  complete: (doing, { task: _element, as, refused: _never, ...input }) => act(doing, { verb: 'complete', as, input }),

  act: (doing, { verb, as, input = {} }) => act(doing, { verb, as, input }),

  advance: async () => true,

  withdraw: (doing, { as, refused: _never, ...input }) => onCase(doing, { command: 'withdraw-instance', as, input }),

  extend: (doing, { as, refused: _never, ...input }) => onCase(doing, { command: 'extend-instance', as, input }),

  async adapter({ scripts, life }, { topic, script }) {
    scripts.set(life.businessKey, topic, script);
    return true;
  },

  async resolve({ runtime, life, at }, { element, as }) {
    const incidentId = await incidentAt(runtime.pool, life.instanceId ?? '', element);
    if (incidentId === undefined) return false;
    const input = { incidentId };
    const actor = life.cast.himself(as);
    return isDone(runtime, { command: 'resolve-incident', target: input, input, actor, at });
  },

  expect: async () => true,
};

const RATING = 'rating.submitted';
/** Where 1 is the worst, as processes count. */
const BEST = 5;

/** Who has begun a case himself is asked; nobody answers for those who came to the counter. */
async function rate({ messages }: Runtime, { arrival, businessKey, cast, random }: Life) {
  const [first] = arrival.course.steps;
  const starter = first && 'start' in first ? first.start.as : undefined;
  if (starter === undefined || !cast.isApplicant(starter)) return undefined;
  const { level, comment } = opinionBy(random);
  const variables = { rating: BEST + 1 - level, ratingComment: comment };
  return messages.publish({ name: RATING, businessKey, variables }, cast.actorFor(starter));
}

export function doStep(stage: Stage, life: Life, { step, task }: { step: Step; task: OpenTask | undefined }): Done {
  const [kind, input] = Object.entries(personal(step, life.replacements))[0] as [StepKind, never];
  return DOINGS[kind]({ ...stage, life, task, at: life.at }, input);
}

async function onCase(
  { runtime, life, at }: Doing,
  { command, as, input }: { readonly command: string; readonly as: string; readonly input: object },
): Done {
  if (life.instanceId === undefined) return false;
  const target = { instanceId: life.instanceId };
  return isDone(runtime, { command, target, input, actor: life.cast.actorFor(as), at });
}

/** Whoever stands in for a person may be barred where that person is not: then he does it himself, else somebody to whom the task is offered. */
async function act(
  { runtime, life, task, at }: Doing,
  { verb, as, input }: { readonly verb: string; readonly as: string; readonly input: object },
): Done {
  if (!task) return false;
  const envelope = { command: `${verb}-task`, target: { taskId: task.id }, input: { ...input, taskId: task.id }, at };
  if (await isDone(runtime, { ...envelope, actor: life.cast.actorFor(as) })) return true;
  if (await isDone(runtime, { ...envelope, actor: life.cast.himself(as) })) return true;
  const member = life.cast.memberOf(task.candidateGroups);
  return member !== undefined && isDone(runtime, { ...envelope, actor: member });
}

const isDone = async ({ dispatcher }: Runtime, envelope: Envelope): Done => (await dispatcher.submit(envelope)).ok;
