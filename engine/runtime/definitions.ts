/**
 * The deployed processes, decisions and forms, in memory: the heads of all, the compiled graphs of those in use. Answers at once or throws
 * `DefinitionNotLoaded`, upon which the caller awaits `load` and asks again; an unknown id is a `Refusal`. `sequence` says which state of the database it shows;
 * a commit made with an older one is refused there, so a decision never rests on outdated definitions.
 */
import type pg from 'pg';
import { refuse } from '../errors.ts';
import type { Form, Forms } from '../forms/form.ts';
import type { DecisionDefinition } from '../model/decision.ts';
import { type Binding, type Definition, DefinitionNotLoaded, type Definitions } from '../model/graph.ts';
import type { Masks } from '../model/masks.ts';
import { type DefinitionHead, readContent, readDefinitions } from '../store/definitions.ts';
import type { Compilers } from './compilers.ts';
import { SharedRead } from './shared-read.ts';

/** Compiled graphs and forms kept; a graph of 100 elements takes about 100 kB. */
const MAX_COMPILED = 2_000;

export class DefinitionRegistry implements Definitions, Forms {
  #pool: pg.Pool;
  #compilers: Compilers;
  #sequence = -1;
  #heads = new Map<string, DefinitionHead>();
  /** By `kind:key`, newest first. */
  #versions = new Map<string, DefinitionHead[]>();
  #definitions = new Map<string, Definition>();
  #decisions = new Map<string, DecisionDefinition>();
  #forms = new Map<string, Form>();
  #masks = new Map<string, Masks>();
  #loading = new Map<string, Promise<void>>();
  readonly #newest = new SharedRead(() => this.#read());

  constructor(pool: pg.Pool, compilers: Compilers) {
    this.#pool = pool;
    this.#compilers = compilers;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Shows what is committed when this is called, or newer. */
  refresh(): Promise<void> {
    return this.#newest.newest();
  }

  head(id: string): DefinitionHead | undefined {
    return this.#heads.get(id);
  }

  /** All versions of a key, newest first, those that are not in effect yet included. */
  versions(kind: DefinitionHead['kind'], key: string): readonly DefinitionHead[] {
    return this.#versions.get(`${kind}:${key}`) ?? [];
  }

  /** The version of a key that is in effect. */
  latest(kind: DefinitionHead['kind'], key: string): DefinitionHead | undefined {
    return this.versions(kind, key).find(isInEffect);
  }

  /** Every deployed process, all versions. */
  processes(): DefinitionHead[] {
    return [...this.#heads.values()].filter(({ kind }) => kind === 'process');
  }

  byId(id: string): Definition {
    const known = this.#definitions.get(id);
    if (known) return known;
    if (this.#heads.get(id)?.kind !== 'process') refuse('not-found', { kind: 'definition', id });
    throw new DefinitionNotLoaded(id);
  }

  resolve(key: string, binding: Binding, deploymentId: string): Definition | undefined {
    const head = this.versions('process', key).find((candidate) => matches(candidate, binding, deploymentId));
    return head && this.byId(head.id);
  }

  decision(key: string, binding: Binding, deploymentId: string): DecisionDefinition | undefined {
    const head = this.versions('decision', key).find((candidate) => matches(candidate, binding, deploymentId));
    if (!head) return undefined;
    const decision = this.#decisions.get(head.id);
    if (!decision) throw new DefinitionNotLoaded(head.id);
    return decision;
  }

  find(key: string, deploymentId: string): Form | undefined {
    const versions = this.versions('form', key);
    const head =
      versions.find((candidate) => candidate.deployments.includes(deploymentId)) ?? versions.find(isInEffect);
    if (!head) return undefined;
    const form = this.#forms.get(head.id);
    if (!form) throw new DefinitionNotLoaded(head.id);
    return form;
  }

  version(id: string): Form | undefined {
    if (this.#heads.get(id)?.kind !== 'form') return undefined;
    const form = this.#forms.get(id);
    if (!form) throw new DefinitionNotLoaded(id);
    return form;
  }

  /** Of the process itself and of the forms it uses, as they are deployed now. */
  masksOf(id: string): Masks {
    const known = this.#masks.get(id);
    if (known) return known;
    const { graph, deploymentId } = this.byId(id);
    const keys = new Set(graph.nodes.flatMap(({ user, startForm }) => user?.form ?? startForm ?? []));
    const forms = [...keys].flatMap((key) => this.find(key, deploymentId) ?? []);
    const masks: Masks = new Map([...forms.flatMap((form) => [...form.masks]), ...(graph.masks ?? [])]);
    this.#masks.set(id, masks);
    return masks;
  }

  /** Compiles a definition or form into memory. Throws where the id is unknown. */
  async load(id: string): Promise<void> {
    const loading = this.#loading.get(id) ?? this.#compile(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    await loading;
  }

  /** Runs `work`, loading what it misses until it misses nothing. `work` must be repeatable. */
  async withLoaded<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof DefinitionNotLoaded)) throw error;
        await this.load(error.definitionId);
      }
    }
  }

  async #read(): Promise<void> {
    const { sequence, heads } = await readDefinitions(this.#pool);
    if (sequence < this.#sequence) return;
    this.#sequence = sequence;
    this.#masks = new Map();
    this.#heads = new Map(heads.map((head) => [head.id, head]));
    this.#versions = new Map();
    for (const head of heads) {
      const name = `${head.kind}:${head.key}`;
      this.#versions.set(name, [head, ...(this.#versions.get(name) ?? [])]);
    }
    for (const [id, definition] of this.#definitions) {
      const head = this.#heads.get(id);
      if (!head) this.#definitions.delete(id);
      else if (head.suspended !== definition.suspended)
        this.#definitions.set(id, { ...definition, suspended: head.suspended });
    }
  }

  async #compile(id: string): Promise<void> {
    const head = this.#heads.get(id);
    const content = head && (await readContent(this.#pool, id));
    if (head === undefined || content === undefined)
      throw new Error(`Expected definition ${id} to exist, but it was deleted.`);
    if (head.kind === 'form') {
      keep(this.#forms, id, { ...this.#compilers.form(content), id });
      return;
    }
    if (head.kind === 'decision') {
      keep(this.#decisions, id, this.#compileDecision(head, content));
      return;
    }
    const graph = (await this.#compilers.deployed(content)).find((candidate) => candidate.key === head.key);
    if (!graph) throw new Error(`Expected process ${head.key} in definition ${id}, but its text has none.`);
    const { key, version, versionTag, name, deploymentId } = head;
    keep(this.#definitions, id, {
      id,
      key,
      version,
      versionTag,
      name,
      deploymentId,
      suspended: this.#heads.get(id)?.suspended ?? head.suspended,
      graph,
    });
  }

  #compileDecision({ id, key, version }: DefinitionHead, content: string): DecisionDefinition {
    const graph = this.#compilers.deployedDecisions(content).find((candidate) => candidate.key === key);
    if (!graph) throw new Error(`Expected decision ${key} in definition ${id}, but its text has none.`);
    return { id, key, version, graph };
  }
}

function matches(head: DefinitionHead, binding: Binding, deploymentId: string): boolean {
  switch (binding.kind) {
    case 'latest':
      return isInEffect(head);
    case 'deployment':
      return head.deployments.includes(deploymentId);
    case 'version':
      return head.version === binding.version;
    case 'versionTag':
      return head.versionTag === binding.tag && isInEffect(head);
  }
}

const isInEffect = ({ activatesAt }: DefinitionHead): boolean => activatesAt === null;

/** The oldest entry makes room. */
function keep<T>(map: Map<string, T>, id: string, value: T): void {
  map.set(id, value);
  const oldest = map.size > MAX_COMPILED ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
