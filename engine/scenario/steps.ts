/** What each kind of step does. A handler answers what went wrong, in words; nothing when all went as told. */
import type { DomainEvent } from '../core/events.ts';
import type { Result } from '../errors.ts';
import { type Text, text } from '../model/problem.ts';
import type { InstanceView, MessageRequest, ScenarioDriver } from './driver.ts';
import { differences, documentDifferences, sentDifferences } from './expectation.ts';
import { ANYBODY, type Scenario, type StepKind, type StepOf } from './scenario.ts';

export interface Run {
  readonly driver: ScenarioDriver;
  readonly process: string;
  readonly given: Scenario['given'];
  /** The case, once it has begun. */
  instanceId: string | undefined;
  /** A case that a signal has begun has no number. */
  hasNumber: boolean;
}

type Problems = Promise<readonly Text[]>;

export const HANDLERS: { readonly [K in StepKind]: (run: Run, input: StepOf<K>[K]) => Problems } = {
  async start(run, { as, variables = {}, refused }) {
    const { driver, process, given } = run;
    const started = await driver.start({ process, businessKey: given.businessKey, as, variables });
    if (started.ok) run.instanceId = started.value;
    return judged(started, refused);
  },

  async message(run, { name, key, variables = {}, outcome }) {
    const to = key === undefined ? addressOf(run) : { correlationKey: key };
    const sent = await run.driver.publishMessage({ name, to, variables });
    if (!sent.ok) return judged(sent, undefined);
    const wanted = outcome ?? (run.instanceId === undefined ? 'started' : 'correlated');
    run.instanceId ??= sent.value.instanceIds[0];
    const { outcome: found } = sent.value;
    if (found === wanted) return [];
    return [text(`message ${name}: expected ${wanted}, found ${found}`, `消息 ${name}：应为 ${wanted}，实为 ${found}`)];
  },

  async signal(run, { name, variables = {} }) {
    const sent = await run.driver.publishSignal({ name, process: run.process, variables });
    const begun = sent.ok ? sent.value[0] : undefined;
    if (run.instanceId === undefined && begun !== undefined) {
      run.instanceId = begun;
      run.hasNumber = false;
    }
    return judged(sent, undefined);
  },

  async complete(run, { task, as, refused, ...input }) {
    const found = await openTask(run, task, as);
    if (!('taskId' in found)) return [found];
    return judged(await run.driver.act({ ...found, verb: 'complete', input }), refused);
  },

  async act(run, { verb, task, as, input = {}, refused }) {
    const found = await openTask(run, task, as);
    if (!('taskId' in found)) return [found];
    return judged(await run.driver.act({ ...found, verb, input }), refused);
  },

  async advance(run, duration) {
    await run.driver.advance(duration);
    return [];
  },

  async withdraw(run, { as, refused, ...input }) {
    return judged(await run.driver.withdraw({ instanceId: caseOf(run), as, input }), refused);
  },

  async extend(run, { as, refused, ...input }) {
    return judged(await run.driver.extend({ instanceId: caseOf(run), as, input }), refused);
  },

  async adapter(run, { topic, script }) {
    run.driver.script(topic, script);
    return [];
  },

  async resolve(run, { element, as, refused }) {
    const { incidents } = await viewOf(run);
    const incident = incidents.find((candidate) => candidate.element === element);
    if (!incident) {
      const found = JSON.stringify(incidents);
      return [text(`expected an incident at ${element}, found ${found}`, `“${element}”处应有异常，实有 ${found}`)];
    }
    return judged(await run.driver.resolveIncident(incident.id, as), refused);
  },

  async expect(run, { sent, documents, ...expectation }) {
    const unlike = differences(expectation, await viewOf(run));
    const journal = sent === undefined && documents === undefined ? [] : await journalOf(run);
    return [
      ...unlike,
      ...(sent === undefined ? [] : sentDifferences(sent, journal)),
      ...(documents === undefined ? [] : documentDifferences(documents, journal)),
    ];
  },
};

function judged(result: Result<unknown>, refused: string | undefined): Text[] {
  if (result.ok)
    return refused === undefined
      ? []
      : [text(`expected to be refused with ${refused}, but it was done`, `应以 ${refused} 拒绝，却办成了`)];
  const { code, params, fields } = result.failure;
  if (code === refused) return [];
  const why = `${code} ${JSON.stringify(fields ?? params)}`;
  return [
    text(
      `expected ${refused ?? 'to be done'}, but it was refused with ${why}`,
      `${refused === undefined ? '应能办成' : `应以 ${refused} 拒绝`}，却被拒绝：${why}`,
    ),
  ];
}

const addressOf = ({ instanceId, hasNumber, given: { businessKey } }: Run): MessageRequest['to'] =>
  hasNumber || instanceId === undefined ? { businessKey } : { instanceId };

const viewOf = (run: Run): Promise<InstanceView> => run.driver.view(caseOf(run));

const journalOf = (run: Run): Promise<readonly DomainEvent[]> => run.driver.journal(caseOf(run));

function caseOf({ instanceId }: Run): string {
  if (instanceId === undefined) throw new Error('Expected the case to have begun, but no step has begun it.');
  return instanceId;
}

/** Of several the one that is assigned to whoever acts, else the first; `*` acts as whom the first that is assigned belongs to. */
async function openTask(run: Run, element: string, as: string): Promise<{ taskId: string; as: string } | Text> {
  const { tasks } = await viewOf(run);
  const open = tasks.filter((task) => task.element === element);
  const own = open.find(({ assignee }) => assignee !== null && (as === ANYBODY || assignee === as));
  const found = own ?? (as === ANYBODY ? undefined : open[0]);
  if (found) return { taskId: found.id, as: own?.assignee ?? as };
  const [whose, assigned] = as === ANYBODY ? [' that is assigned', '已有办理人的'] : ['', ''];
  const elements = JSON.stringify(tasks.map((task) => task.element));
  return text(
    `expected an open task ${element}${whose}, found ${elements}`,
    `应有${assigned}待办任务“${element}”，实有 ${elements}`,
  );
}
