import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { quickSurroundings } from '../../adapters/quick-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import { compileForm } from '../../engine/forms/compile-form.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { Definition } from '../../engine/model/graph.ts';
import type { Adapter, AdapterRequest } from '../../engine/port.ts';
import { MemoryDriver } from '../../engine/scenario/memory-driver.ts';
import { MemoryEngine } from '../../engine/scenario/memory-engine.ts';
import { Outside } from '../../engine/scenario/outside.ts';
import { parseScenarios } from '../../engine/scenario/parse-scenarios.ts';
import { runScenario } from '../../engine/scenario/run-scenario.ts';
import { deploy, OUTSIDE } from '../api/support/models.ts';
import { useServer } from '../api/support/server.ts';
import { actorOf, chart } from '../processes/people.ts';
import { runScript } from '../processes/scripts.ts';
import { samples } from './guides.ts';

function only(info: string): string {
  const [sample, ...others] = samples(info);
  if (!sample || others.length > 0)
    throw new Error(`Expected one sample "${info}", but there are ${others.length + 1}.`);
  return sample.text;
}

/** The functions a sample exports. */
async function load<T>(folder: string, info: string): Promise<T> {
  const file = join(folder, info.replace(/^(\w+) (\w+)$/, '$2.$1').replace(/\.js$/, '.mjs'));
  writeFileSync(file, only(info));
  return (await import(pathToFileURL(file).href)) as T;
}

/** Resolves when it is true; the test's own timeout ends the waiting. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
}

interface WorkerSample {
  work(options: {
    url: string;
    key: string;
    topic: string;
    handle: (variables: Record<string, unknown>) => Promise<Record<string, unknown>>;
    signal: AbortSignal;
  }): Promise<void>;
}

interface PagesSample {
  tasks(call: (method: string, path: string) => Promise<unknown>): AsyncIterable<{ id: string }>;
}

interface AdapterSample {
  createTaxOffice(baseUrl: string): Adapter;
}

interface EventsSample {
  follow(options: {
    url: string;
    key: string;
    onChange: (change: { instanceId: string }) => void;
    onReset: () => void;
    signal: AbortSignal;
  }): Promise<void>;
}

describe('docs/samples that run', () => {
  const server = useServer();
  let folder = '';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-docs-'));
    await deploy(server, OUTSIDE);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const start = async (): Promise<string> =>
    (await server.as('root').post('/process-instances', { definitionKey: 'outside' })).body.id;
  const openAt = async (id: string): Promise<string[]> =>
    (await server.as('root').get(`/process-instances/${id}`)).body.elements.map(
      ({ elementId }: { elementId: string }) => elementId,
    );

  it('should do the work of a topic with the worker of the guide, and follow it with its event stream', async () => {
    const { work } = await load<WorkerSample>(folder, 'js worker');
    const { follow } = await load<EventsSample>(folder, 'js events');
    const stop = new AbortController();
    const common = { url: server.url, signal: stop.signal };
    const changed: string[] = [];
    const following = follow({
      ...common,
      key: server.tokenOf('root'),
      onChange: ({ instanceId }) => void changed.push(instanceId),
      onReset: () => undefined,
    });
    const handle = async (): Promise<Record<string, unknown>> => ({ taxNumber: '9135' });
    const working = work({ ...common, key: server.tokenOf('robot'), topic: 'tax', handle });

    const id = await start();
    await until(async () => (await openAt(id)).includes('after'));
    const { body } = await server.as('root').get(`/process-instances/${id}/variables`);
    const another = await start();
    await until(() => changed.includes(another));

    stop.abort();
    await Promise.all([working, following]);
    expect(body.variables).to.deep.equal({ taxNumber: '9135' });
  });

  it('should raise the business error that the worker of the guide throws', async () => {
    const { work } = await load<WorkerSample>(folder, 'js worker');
    const stop = new AbortController();
    const refuse = async (): Promise<never> => {
      throw Object.assign(new Error('no'), { bpmnCode: 'NO' });
    };
    const working = work({
      url: server.url,
      signal: stop.signal,
      key: server.tokenOf('robot'),
      topic: 'tax',
      handle: refuse,
    });

    const id = await start();
    const ended = async () => (await server.as('root').get(`/process-instances/${id}`)).body.status === 'completed';
    await until(ended);

    stop.abort();
    await working;
    expect(await openAt(id)).to.deep.equal([]);
  });
});

describe('docs/samples that need no engine', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-docs-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('should read a list to its end', async () => {
    const { tasks } = await load<PagesSample>(folder, 'js pages');
    const asked: string[] = [];
    const call = async (method: string, path: string): Promise<unknown> => {
      asked.push(`${method} ${path}`);
      return asked.length === 1
        ? { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'next' }
        : { items: [{ id: 'c' }], nextCursor: null };
    };

    const found: string[] = [];
    for await (const { id } of tasks(call)) found.push(id);

    expect(found).to.deep.equal(['a', 'b', 'c']);
    expect(asked).to.deep.equal(['GET /tasks?view=mine&limit=200', 'GET /tasks?view=mine&limit=200&cursor=next']);
  });

  it('should be an adapter that tells done, no and broken apart', async () => {
    const { createTaxOffice } = await load<AdapterSample>(folder, 'ts adapter');
    const statuses = [200, 409, 500];
    const office = createServer((_request, response) => {
      response.writeHead(statuses.shift() ?? 500, { 'content-type': 'application/json' });
      response.end('{"number":"9135"}');
    });
    await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve));
    const adapter = createTaxOffice(`http://127.0.0.1:${(office.address() as AddressInfo).port}`);
    const request: AdapterRequest = {
      topic: adapter.topics[0] ?? '',
      idempotencyKey: 'k',
      instanceId: 'i',
      businessKey: null,
      elementId: 'e',
      attempt: 1,
      requestedBy: 'system',
      purpose: null,
      variables: { companyName: 'A' },
      signal: new AbortController().signal,
    };

    const answers = [await adapter.call(request), await adapter.call(request), await adapter.call(request)];

    office.close();
    office.closeAllConnections();
    expect(answers).to.deep.equal([
      { kind: 'completed', variables: { taxNumber: '9135' } },
      { kind: 'error', code: 'TAX_ALREADY_REGISTERED' },
      { kind: 'failed', message: 'the tax office answered 500' },
    ]);
  });
});

describe('docs/scenario of the analyst', () => {
  it('should be lived by the process and the forms of the guide', async () => {
    const { process, scenarios } = parseScenarios(only('json scenarios'));
    const { graphs } = await compileModel(only('xml complete'));
    const [graph] = graphs;
    if (!graph) throw new Error('Expected the sample to be a process, but it is not.');
    const forms = new Map(
      samples('json form').map(({ text }) => {
        const form = compileForm(text);
        if (!form.ok) throw new Error(`Expected a form, but ${form.failure.params.reason}.`);
        return [form.value.key, form.value] as const;
      }),
    );
    const definition: Definition = {
      id: `${process}:1`,
      key: process,
      version: 1,
      versionTag: graph.versionTag,
      name: process,
      deploymentId: 'd',
      suspended: false,
      graph,
    };

    for (const scenario of scenarios) {
      const outside = new Outside(createRegistry(quickSurroundings));
      const engine = new MemoryEngine({
        definition,
        decisions: new Map(),
        forms: { find: (key) => forms.get(key) },
        outside,
        runScript,
        organisation: chart,
      });
      const report = await runScenario(process, scenario, new MemoryDriver(engine, outside, actorOf));

      expect(report.problems).to.deep.equal([]);
    }
  });
});
