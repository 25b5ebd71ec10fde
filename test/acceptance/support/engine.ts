/**
 * What an acceptance test holds in its hands: people who call one shared server over HTTP, and short words for the calls that every test
 * makes. Nothing here knows anything of the engine but its address.
 */
import { Client, type Reply } from '../../api/support/client.ts';
import { bpmn, type ModelOptions } from '../../support/bpmn.ts';
import { type ServerProcess, startProcess } from './process.ts';

/** Two clerks of one group, so that they compete; one of another, who must not get in. */
const PEOPLE = {
  chen: { roles: ['clerk'], groups: ['hall'] },
  ding: { roles: ['clerk'], groups: ['hall'] },
  feng: { roles: ['clerk'], groups: ['tax-hall'] },
  gu: { roles: ['applicant'], groups: [] },
  han: { roles: ['analyst'], groups: [] },
  jin: { roles: ['manager'], groups: [] },
  kong: { roles: ['worker'], groups: [] },
} as const;
export type PersonId = keyof typeof PEOPLE | 'admin';

export interface Instance {
  readonly id: string;
  readonly status: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly elements: readonly {
    readonly id: string;
    readonly elementId: string;
    readonly state: string;
    readonly type: string;
    readonly parentElementInstanceId: string | null;
  }[];
  readonly incidents: readonly {
    readonly id: string;
    readonly code: string;
    readonly elementId: string;
    readonly message: string;
  }[];
}

export interface TaskView {
  readonly id: string;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly allowedActions: readonly string[];
}

interface Shared {
  readonly process: ServerProcess;
  readonly tokens: ReadonlyMap<PersonId, string>;
}

let shared: Promise<Shared> | undefined;
let users = 0;
let models = 0;

/** For a `describe`: the one server of this folder. It runs from the first test that asks for it to the end of the last. */
export function useEngine(): Engine {
  users++;
  const engine = new Engine();
  before(async function () {
    this.timeout(60_000);
    shared ??= open();
    engine.attach(await shared);
  });
  afterEach(() => engine.clear());
  after(async function () {
    this.timeout(30_000);
    users--;
    if (users === 0) await (await shared)?.process.stop();
  });
  return engine;
}

async function open(): Promise<Shared> {
  const process = await startProcess();
  const signedIn = await new Client(process.url).post('/sessions', { username: 'admin', password: process.password });
  const admin = new Client(process.url, { token: signedIn.body.token });
  const tokens = new Map<PersonId, string>([['admin', signedIn.body.token]]);
  for (const group of ['hall', 'tax-hall']) await admin.post('/organisation/groups', { id: group, name: group });
  for (const [id, { roles, groups }] of Object.entries(PEOPLE)) {
    await expectStatus(201, admin.post('/organisation/users', { id, name: id, roles, groups }));
    const { body } = await expectStatus(201, admin.post('/organisation/api-keys', { userId: id, name: 'tests' }));
    tokens.set(id as PersonId, body.secret);
  }
  return { process, tokens };
}

/** The reply, or an error that shows it: for what has to work before the test can begin. */
async function expectStatus(status: number, call: Promise<Reply>): Promise<Reply> {
  const reply = await call;
  if (reply.status !== status) throw new Error(`Expected ${status}, but found ${reply.status}: ${reply.text}`);
  return reply;
}

export class Engine {
  #shared: Shared | undefined;
  #deployed: string[] = [];

  attach(given: Shared): void {
    this.#shared = given;
  }

  get url(): string {
    return this.#given.process.url;
  }

  as(person: PersonId): Client {
    return new Client(this.url, { token: this.tokenOf(person) });
  }

  tokenOf(person: PersonId): string {
    return this.#given.tokens.get(person) ?? '';
  }

  get admin(): Client {
    return this.as('admin');
  }

  get nobody(): Client {
    return new Client(this.url);
  }

  /** A key no other test uses. */
  newKey(): string {
    models++;
    return `model-${models}`;
  }

  /** Deploys what stands inside a process; answers with its key. */
  async model(body: string, options: ModelOptions = {}): Promise<string> {
    const { key = this.newKey() } = options;
    await this.deploy(bpmn(body, { ...options, key }));
    return key;
  }

  /** Deploys whole files together. */
  async deploy(...files: readonly string[]): Promise<Reply> {
    const reply = await expectStatus(201, this.tryToDeploy(...files));
    this.#deployed.push(...reply.body.definitions.map(({ id }: { id: string }) => id));
    return reply;
  }

  tryToDeploy(...files: readonly string[]): Promise<Reply> {
    const resources = files.map((content, index) => ({ name: `model-${index}.bpmn`, content }));
    return this.admin.post('/deployments', { name: 'test', resources });
  }

  async start(
    definitionKey: string,
    variables: Readonly<Record<string, unknown>> = {},
    more: object = {},
  ): Promise<string> {
    const reply = await expectStatus(201, this.admin.post('/process-instances', { definitionKey, variables, ...more }));
    return reply.body.id;
  }

  /** Deploys a process and starts one case of it. */
  async run(
    body: string,
    variables: Readonly<Record<string, unknown>> = {},
    options: ModelOptions = {},
  ): Promise<string> {
    return this.start(await this.model(body, options), variables);
  }

  async instance(id: string): Promise<Instance> {
    return (await expectStatus(200, this.admin.get(`/process-instances/${id}`))).body;
  }

  /** The ids of the elements at which something is open, sorted. */
  async open(id: string): Promise<string[]> {
    return (await this.instance(id)).elements.map(({ elementId }) => elementId).sort();
  }

  async tasks(id: string): Promise<TaskView[]> {
    return (await expectStatus(200, this.admin.get(`/tasks?instanceId=${id}`))).body.items;
  }

  async task(id: string, elementId: string): Promise<TaskView> {
    const found = (await this.tasks(id)).find((task) => task.elementId === elementId);
    if (!found) throw new Error(`Expected an open task at ${elementId}, but there is none.`);
    return found;
  }

  async complete(id: string, elementId: string, variables: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { id: task } = await this.task(id, elementId);
    await expectStatus(200, this.admin.post(`/tasks/${task}/complete`, { variables }));
  }

  async setVariables(id: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
    await expectStatus(200, this.admin.patch(`/process-instances/${id}/variables`, { variables }));
  }

  /** Moves the clock; answers with the new time when everything due has been processed. */
  async advance(duration: string): Promise<string> {
    return (await expectStatus(200, this.admin.post('/test/clock', { advance: duration }))).body.now;
  }

  /** Waits until nothing that is due is left to do. */
  async settle(): Promise<void> {
    await this.advance('PT0S');
  }

  async publish(name: string, more: object = {}): Promise<{ outcome: string; instanceIds: string[] }> {
    return (await expectStatus(200, this.admin.post('/messages', { name, ...more }))).body;
  }

  /** Ends the cases of what the test deployed and takes it away, or out of use where its cases are kept: no timer of it disturbs the next test. */
  async clear(): Promise<void> {
    for (const id of this.#deployed.splice(0).reverse()) {
      const { body } = await this.admin.get(`/process-instances?definitionId=${id}&open=true&limit=200`);
      for (const open of body.items ?? [])
        await this.admin.post(`/process-instances/${open.id}/cancel`, { reason: 'the test is over' });
      const { status } = await this.admin.delete(`/process-definitions/${id}`);
      if (status === 409) await this.admin.post(`/process-definitions/${id}/suspend`);
    }
  }

  get #given(): Shared {
    if (!this.#shared) throw new Error('Expected to be called inside a test, but the server is not there yet.');
    return this.#shared;
  }
}
