/** Checks and deploys models, decisions and forms, and takes definitions out of use. A deployment is whole or it is not there. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type pg from 'pg';
import type { Actor } from '../commands/command.ts';
import { messageRecipes, type StartEvent, startEventsOf } from '../commands/start-events.ts';
import { ERRORS, type Failure, fail, ok, type Result } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import type { ProcessGraph } from '../model/graph.ts';
import { type Problem, text } from '../model/problem.ts';
import { listProblems } from '../people/approvers/list-problems.ts';
import type { DefinitionHead } from '../store/definitions.ts';
import { type ActivationPayload, activateDeployment } from '../store/deployments/activate-deployment.ts';
import {
  countEndedCasesOf,
  type Destruction,
  deleteDefinition,
  openCasesOf,
} from '../store/deployments/delete-definition.ts';
import { type Retained, retainedBy } from '../store/deployments/deletion-certificates.ts';
import { suspendDefinition } from '../store/deployments/suspend-definition.ts';
import {
  type DeployedDefinition,
  MAX_START_TIMERS,
  type NewDefinition,
  type NewDeployment,
  TooManyStartTimers,
  writeDeployment,
} from '../store/deployments/write-deployment.ts';
import type { Job } from '../store/jobs/job.ts';
import type { Clock } from './clock.ts';
import type { Compilers } from './compilers.ts';
import type { DefinitionRegistry } from './definitions.ts';
import { stepNamesIn } from './english-names.ts';
import type { Submitter } from './envelope.ts';
import { fieldProblems } from './field-problems.ts';
import { uuidv7 } from './ids.ts';
import type { OrganisationRegistry } from './organisation.ts';
import { missingPartners, type Partner, partnersOf } from './partners.ts';
import { scriptsWithoutRight } from './script-right.ts';

export interface Resource {
  /** File name; its extension says what it is. */
  readonly name: string;
  readonly content: string;
  /** Of the bytes it came as, for giving them back; absent where it came as text, which is given back in UTF-8. */
  readonly encoding?: string | null;
}

export interface ResourceProblem extends Problem {
  readonly resource: string;
}

export interface DeployInput {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly note?: string | null;
  /** When it comes into effect, epoch ms; at once where that is past or absent. */
  readonly activateAt?: number | null;
  /** Id of the person who deploys. */
  readonly by: string;
  /** Whether that person may deploy JavaScript; default false. */
  readonly scripts?: boolean;
}

export interface DeleteTerms {
  /** Its cases too. */
  readonly cascade: boolean;
  readonly actor: Actor;
  /** On what ground cases are deleted; has to be said where they have a retention. */
  readonly basis?: string;
}

export type DeployResult =
  | {
      readonly ok: true;
      readonly id: string;
      readonly definitions: readonly DeployedDefinition[];
      readonly warnings: readonly ResourceProblem[];
    }
  | { readonly ok: false; readonly problems: readonly ResourceProblem[] };

export interface DeploymentsDeps {
  readonly pool: pg.Pool;
  readonly compilers: Compilers;
  readonly definitions: DefinitionRegistry;
  readonly clock: Clock;
  /** How long after its end a case is kept, calendar years; 0: no schedule is in force. */
  readonly retentionYears: number;
  readonly dispatcher: Submitter;
  /** The organisation whose list of responsibilities models are held against. */
  readonly organisation: OrganisationRegistry;
  /** Told after every change to definitions; `due`: when one of them comes into effect, epoch ms. */
  readonly onChanged: (due?: number) => void;
  /** Told which messages a new model can read the keys of. */
  readonly onRecipes: (names: readonly string[]) => Promise<void>;
}

interface Terms {
  /** When it comes into effect; start timers count from there. */
  readonly from: number;
  readonly scripts: boolean;
}

interface Compiled {
  readonly definitions: readonly NewDefinition[];
  readonly problems: readonly ResourceProblem[];
  readonly partners?: readonly Partner[];
  readonly graphs?: readonly (readonly [string, ProcessGraph])[];
  readonly form?: Form;
}

export class Deployments {
  readonly #deps: DeploymentsDeps;

  constructor(deps: DeploymentsDeps) {
    this.#deps = deps;
  }

  /** All problems of all resources, warnings included; deploys nothing. */
  async check({
    resources,
    activateAt,
    scripts = false,
  }: Pick<DeployInput, 'resources' | 'activateAt' | 'scripts'>): Promise<readonly ResourceProblem[]> {
    return (await this.#compile(resources, { from: this.#effectiveFrom(activateAt), scripts })).problems;
  }

  /** Without errors, everything is deployed at once, to be in effect at once or later; what is unchanged makes no new version. */
  async deploy({ name, resources, note = null, activateAt, by, scripts = false }: DeployInput): Promise<DeployResult> {
    const from = this.#effectiveFrom(activateAt);
    const { definitions, problems } = await this.#compile(resources, { from, scripts });
    if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
    const at = this.#deps.clock.now();
    const activatesAt = from > at ? from : null;
    const id = uuidv7(at);
    const written = await this.#write({ id, name, note, by, at, activatesAt, activationId: uuidv7(at), definitions });
    if (!written) return { ok: false, problems: [problem('', 'start-timers-too-many', TOO_MANY_TIMERS), ...problems] };
    const readable = definitions.flatMap(({ recipes = [] }) => recipes.map((recipe) => recipe.name));
    if (readable.length > 0) await this.#deps.onRecipes([...new Set(readable)]);
    await this.#changed(activatesAt ?? undefined);
    return { ok: true, id, definitions: written, warnings: problems };
  }

  /** The time of a deployment has come: what it contained is the latest from now on. */
  async activate(job: Job): Promise<void> {
    const { definitions } = job.payload as ActivationPayload;
    await activateDeployment(this.#deps.pool, { jobId: job.id, at: job.dueAt, definitions });
    await this.#changed();
  }

  /** No new cases of a suspended definition; running ones go on. */
  async suspend(definitionId: string, suspended: boolean): Promise<Result<void>> {
    const found = await suspendDefinition(this.#deps.pool, definitionId, suspended);
    if (!found) return fail('not-found', { kind: 'definition', id: definitionId });
    await this.#changed();
    return ok(undefined);
  }

  /**
   * Refused with `definition-in-use` while there are cases of it. `cascade` deletes them too, with a certificate: once the retention of all of them is
   * over; where no schedule is in force at once, and what is open is cancelled first.
   */
  async delete(definitionId: string, terms: DeleteTerms): Promise<Result<void>> {
    await this.#deps.definitions.refresh();
    const head = this.#deps.definitions.head(definitionId);
    if (!head) return fail('not-found', { kind: 'definition', id: definitionId });
    const isKept = this.#deps.retentionYears > 0;
    const allowed = terms.cascade && isKept ? await this.#mayDestroy(head, terms) : ok(undefined);
    if (!allowed.ok) return allowed;
    if (head.kind === 'process') await this.suspend(definitionId, true);
    if (terms.cascade && !isKept) {
      const refused = await this.#cancelAll(definitionId, terms.actor);
      if (refused) return { ok: false, failure: refused };
    }
    const versions = this.#deps.definitions.versions(head.kind, head.key);
    const [latest, previous] = versions.filter(({ activatesAt }) => activatesAt === null);
    const isLatest = head.kind === 'process' && latest?.id === definitionId;
    const heir = isLatest && previous && !previous.suspended ? await this.#heir(previous.id) : undefined;
    const history = terms.cascade ? this.#destruction(terms) : undefined;
    const deletion = { definitionId, definitionKey: head.key, heir, isLatest, history };
    const deleted = await deleteDefinition(this.#deps.pool, { ...deletion, at: this.#deps.clock.now() });
    if (deleted !== 'deleted' && head.kind === 'process' && !head.suspended) await this.suspend(definitionId, false);
    await this.#changed();
    if (deleted === 'deleted') return ok(undefined);
    if (deleted === 'in-use') return fail('definition-in-use', { key: head.key, version: head.version });
    return this.#retained(head, deleted);
  }

  /** Judged before anything is touched, and once more in the transaction that deletes. */
  async #mayDestroy(head: DefinitionHead, { basis }: DeleteTerms): Promise<Result<void>> {
    const { pool, clock, retentionYears: years } = this.#deps;
    const retained = await retainedBy(pool, { definitionId: head.id, retention: { at: clock.now(), years } });
    if (retained) return this.#retained(head, retained);
    const cases = await countEndedCasesOf(pool, head.id);
    return cases > 0 && !basis?.trim() ? fail('deletion-basis-missing', { cases }) : ok(undefined);
  }

  #destruction({ actor, basis }: DeleteTerms): Destruction {
    const { clock, retentionYears: years } = this.#deps;
    const at = clock.now();
    return { certificateId: uuidv7(at), at, years, by: actor.id, basis: basis?.trim() ?? '' };
  }

  async #cancelAll(definitionId: string, actor: Actor): Promise<Failure | undefined> {
    const cases = await openCasesOf(this.#deps.pool, definitionId);
    const input = { reason: 'the definition is deleted' };
    const outcomes = await Promise.all(
      cases.map((instanceId) =>
        this.#deps.dispatcher.submit({ command: 'cancel-instance', target: { instanceId }, input, actor }),
      ),
    );
    for (const outcome of outcomes) {
      if (!outcome.ok && !['not-found', 'case-not-open'].includes(outcome.failure.code)) return outcome.failure;
    }
    return undefined;
  }

  #retained({ key, version }: DefinitionHead, { open, kept, until }: Retained): Result<never> {
    const { retentionYears: years } = this.#deps;
    const free = open === 0 && until !== null ? new Date(until).toISOString() : '-';
    return fail('definition-retained', { key, version, years, open, kept, until: free });
  }

  async #heir(definitionId: string) {
    const { definitions, clock } = this.#deps;
    const { graph } = await definitions.withLoaded(() => definitions.byId(definitionId));
    return {
      definitionId,
      starts: rowsOf(startEventsOf(graph, { now: clock.now(), zone: clock.zone }).events, clock.now()),
    };
  }

  async #changed(due?: number): Promise<void> {
    await this.#deps.definitions.refresh();
    this.#deps.onChanged(due);
  }

  #effectiveFrom(activateAt: number | null | undefined): number {
    return Math.max(this.#deps.clock.now(), activateAt ?? 0);
  }

  /** Undefined, and nothing is written, where there would be too many start timers. */
  async #write(deployment: NewDeployment): Promise<DeployedDefinition[] | undefined> {
    try {
      return await writeDeployment(this.#deps.pool, deployment);
    } catch (error) {
      if (error instanceof TooManyStartTimers) return undefined;
      throw error;
    }
  }

  async #compile(resources: readonly Resource[], terms: Terms): Promise<Compiled> {
    const compiled = await Promise.all(resources.map((resource) => this.#compileOne(resource, terms)));
    const definitions = compiled.flatMap((each) => each.definitions);
    const isAlong = ({ kind, key }: Partner): boolean =>
      definitions.some((each) => each.kind === kind && each.key === key);
    const isThere = (partner: Partner): boolean =>
      isAlong(partner) || this.#deps.definitions.versions(partner.kind, partner.key).length > 0;
    const problems = [
      ...compiled.flatMap((each) => each.problems),
      ...duplicates(definitions),
      ...missingPartners(
        compiled.flatMap(({ partners = [] }) => partners),
        { isThere, isAlong },
      ),
      ...(await this.#fieldProblems(compiled)),
    ];
    if (definitions.length === 0 && problems.length === 0)
      problems.push(problem('', 'resource-missing', NOTHING_THERE));
    return { definitions, problems };
  }

  /** Forms deployed along come before those that are deployed. */
  async #fieldProblems(compiled: readonly Compiled[]): Promise<ResourceProblem[]> {
    const along = new Map(compiled.flatMap(({ form }) => (form ? [[form.key, form] as const] : [])));
    const { definitions } = this.#deps;
    const formOf = (key: string): Form | undefined => along.get(key) ?? definitions.find(key, '');
    return definitions.withLoaded(() =>
      compiled
        .flatMap(({ graphs = [] }) => graphs)
        .flatMap(([resource, graph]) => fieldProblems(graph, formOf).map((each) => ({ ...each, resource }))),
    );
  }

  #compileOne(resource: Resource, terms: Terms): Promise<Compiled> | Compiled {
    switch (extname(resource.name).toLowerCase()) {
      case '.bpmn':
        return this.#compileProcesses(resource, terms);
      case '.dmn':
        return this.#compileDecisions(resource);
      case '.form':
      case '.json':
        return this.#compileForm(resource);
      default:
        return { definitions: [], problems: [problem(resource.name, 'resource-unsupported', UNSUPPORTED)] };
    }
  }

  async #compileProcesses(resource: Resource, { from, scripts }: Terms): Promise<Compiled> {
    const { name, content, encoding = null } = resource;
    const { graphs, problems } = await this.#deps.compilers.process(content);
    const now = this.#deps.clock.now();
    const { responsibilities } = this.#deps.organisation.current.at(from);
    const starts = graphs.map((graph) => startEventsOf(graph, { now: from, zone: this.#deps.clock.zone }));
    return {
      partners: graphs.flatMap((graph) => partnersOf(graph, name)),
      graphs: graphs.map((graph) => [name, graph] as const),
      definitions: graphs.map((graph, position) => ({
        id: uuidv7(now),
        kind: 'process',
        key: graph.key,
        versionTag: graph.versionTag,
        name: graph.name || graph.key,
        nameEn: graph.nameEn ?? null,
        stepNames: stepNamesIn(graph),
        resourceName: name,
        content,
        encoding,
        contentHash: hashOf(content),
        partners: partnersIn(graph),
        starts: rowsOf(starts[position]?.events ?? [], now),
        recipes: messageRecipes(graph),
      })),
      problems: [
        ...[
          ...problems,
          ...(scripts ? [] : graphs.flatMap(scriptsWithoutRight)),
          ...graphs.flatMap((graph) => listProblems(graph, responsibilities)),
        ].map((each) => ({
          ...each,
          resource: name,
        })),
        ...starts.flatMap(({ failures }) => failures.map((failure) => problemOf(name, failure))),
      ],
    };
  }

  #compileDecisions({ name, content, encoding = null }: Resource): Compiled {
    const { graphs, problems } = this.#deps.compilers.decisions(content);
    const now = this.#deps.clock.now();
    return {
      definitions: graphs.map((graph) => ({
        id: uuidv7(now),
        kind: 'decision',
        key: graph.key,
        versionTag: graph.versionTag,
        name: graph.name,
        nameEn: graph.nameEn ?? null,
        resourceName: name,
        content,
        encoding,
        contentHash: hashOf(content),
        partners: [],
        starts: [],
      })),
      problems: problems.map((each) => ({ ...each, resource: name })),
    };
  }

  #compileForm({ name, content }: Resource): Compiled {
    const found = this.#deps.compilers.checkForm(content);
    const problems = found.map((each) => ({ ...each, resource: name }));
    if (problems.some(({ severity }) => severity === 'error')) return { definitions: [], problems };
    const form = this.#deps.compilers.form(content);
    const { key } = form;
    const common = {
      versionTag: null,
      nameEn: null,
      partners: [],
      starts: [],
      resourceName: name,
      content,
      encoding: null,
      contentHash: hashOf(content),
    };
    const id = uuidv7(this.#deps.clock.now());
    return { definitions: [{ ...common, id, kind: 'form', key, name: key }], problems, form };
  }
}

const rowsOf = (events: readonly StartEvent[], now: number) => events.map((event) => ({ ...event, id: uuidv7(now) }));

/** By which a content is known again. */
export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** What makes another process of the same text when it changes: forms, and decisions bound to the deployment. */
const partnersIn = (graph: ProcessGraph): NewDefinition['partners'] =>
  partnersOf(graph, '').filter(({ kind, bound }) => kind === 'form' || (kind === 'decision' && bound));

const UNSUPPORTED = text(
  'Expected a .bpmn, .dmn or .form file, but it is of another kind.',
  '应为 .bpmn、.dmn 或 .form 文件，但不是。',
);
const DUPLICATE = text(
  'Expected each key once in a deployment, but another resource has the same.',
  '一次部署中每个标识只能出现一次，但有重复。',
);
const TOO_MANY_TIMERS = text(
  `Expected at most ${MAX_START_TIMERS} start timers in all, but with this deployment there would be more.`,
  `定时启动事件总数不得超过 ${MAX_START_TIMERS} 个，但加上本次部署将超过。`,
);
const NOTHING_THERE = text(
  'Expected an executable process, a decision or a form, but there is none.',
  '应包含可执行流程、决策或表单，但没有。',
);

function problem(resource: string, rule: string, message: Problem['message']): ResourceProblem {
  return { resource, rule, severity: 'error', elementId: null, line: null, column: null, message };
}

function problemOf(resource: string, failure: Failure): ResourceProblem {
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => String(failure.params[name] ?? whole));
  const { en, zh } = ERRORS[failure.code];
  return { ...problem(resource, failure.code, { en: fill(en), zh: fill(zh) }), elementId: failure.elementId ?? null };
}

function duplicates(definitions: readonly NewDefinition[]): ResourceProblem[] {
  const seen = new Set<string>();
  return definitions.flatMap(({ kind, key, resourceName }) => {
    const name = `${kind}:${key}`;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [problem(resourceName, 'key-duplicate', DUPLICATE)];
  });
}
