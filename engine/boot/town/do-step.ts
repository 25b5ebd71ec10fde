/** Takes one step of a case through the engine, the way a person or the outside would. */
import { SYSTEM } from '../../commands/command.ts';
import { DEFAULT_ZONE } from '../../core/schedule/zone.ts';
import type { Runtime } from '../../runtime/engine.ts';
import type { Envelope } from '../../runtime/envelope.ts';
import type { Step, StepKind, StepOf } from '../../scenario/scenario.ts';
import { incidentAt } from '../../store/cases/incident-at.ts';
import type { OpenTask } from '../../store/cases/open-tasks.ts';
import { doersOf, type Told } from './doers.ts';
import type { Life } from './life.ts';
import { opinionBy } from './opinions.ts';
import { personal, type Telling } from './personal.ts';
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
    const { businessKey, cast } = life;
    const passes = PASSED_ON[name];
    const sent =
      name === RATING
        ? await rate(runtime, life)
        : await runtime.messages.publish({ name, businessKey, variables }, passes ? cast.actorFor(passes) : SYSTEM);
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
/** Who passes on what somebody without an account says: the register of ratings names him. */
const PASSED_ON: Readonly<Record<string, string>> = { 'event.rated': 'fang.intake' };
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
  const [kind, input] = Object.entries(personal(step, tellingOf(stage, life)))[0] as [StepKind, never];
  return DOINGS[kind]({ ...stage, life, task, at: life.at }, input);
}

const tellingOf = ({ runtime }: Stage, { replacements, at }: Life): Telling => ({
  ...{ replacements, at },
  zone: runtime.clock.zone ?? DEFAULT_ZONE,
});

async function onCase(
  { runtime, life, at }: Doing,
  { command, as, input }: { readonly command: string; readonly as: string; readonly input: object },
): Done {
  if (life.instanceId === undefined) return false;
  const target = { instanceId: life.instanceId };
  return isDone(runtime, { command, target, input, actor: life.cast.actorFor(as), at });
}

async function act({ runtime, life, task, at }: Doing, { input, ...told }: Told & { readonly input: object }): Done {
  const { verb } = told;
  if (!task) return false;
  const envelope = { command: `${verb}-task`, target: { taskId: task.id }, input: { ...input, taskId: task.id }, at };
  for (const actor of doersOf(life.cast, task, told)) {
    const outcome = await runtime.dispatcher.submit({ ...envelope, actor });
    // A form that is wrong is wrong whoever fills it in.
    if (outcome.ok || outcome.failure.code === 'form-invalid') return outcome.ok;
  }
  return false;
}

const isDone = async ({ dispatcher }: Runtime, envelope: Envelope): Done => (await dispatcher.submit(envelope)).ok;
