import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Connections } from '../../adapters/connections.ts';
import { createEcho } from '../../adapters/echo/echo.ts';
import { readContract } from '../../adapters/kit/read-contract.ts';
import { createRegistry, registryOf } from '../../adapters/registry.ts';
import { ownAdapters } from '../../engine/boot/own-adapters.ts';
import { instantSleep } from './contract.ts';

describe('adapter registry', () => {
  it('should hold every contract there is, in a folder of its name', () => {
    const departments = readdirSync('adapters/departments').filter((name) => !name.endsWith('.md'));
    const names = createRegistry(instantSleep()).adapters.map(({ name }) => name);

    expect(departments).to.have.length(42);
    expect(names).to.include.members([...departments, 'echo', 'licence-library', 'mail', 'sms', 'notify']);
    for (const name of departments)
      expect(readContract(new URL(`../../adapters/departments/${name}/contract.json`, import.meta.url)).name).to.equal(
        name,
      );
  });

  it('should play every department of the city that the demo names itself; a county is reached by people', async () => {
    const { departments } = JSON.parse(readFileSync('processes/demo/organisation.json', 'utf8')) as {
      departments: { id: string; parent?: string }[];
    };
    const counties = new Set(departments.map(({ parent }) => parent));
    const ofTheCity = departments.filter(({ id, parent }) => parent === undefined && !counties.has(id));
    const names = createRegistry(instantSleep()).adapters.map(({ name }) => name);

    expect(names).to.include.members(ofTheCity.map(({ id }) => id));
  });

  it('should play every topic that a process of ours asks for', () => {
    const registry = createRegistry(instantSleep());
    const uncalled = (): never => expect.fail('Expected no call, but an adapter was called.');
    /** Answered by the engine itself: what processes write into its own lists. */
    const own = ownAdapters(uncalled).flatMap(({ topics }) => topics);
    const files = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.bpmn'),
    );
    const topics = files.flatMap((name) =>
      [...readFileSync(`processes/${name}`, 'utf8').matchAll(/tb:topic="([^"=]+)"/g)].map(([, topic = '']) => topic),
    );

    expect(topics).to.have.length.above(3);
    expect(topics.filter((topic) => !registry.find(topic) && !own.includes(topic))).to.deep.equal([]);
    expect(
      own.filter((topic) => registry.find(topic)),
      'played as well',
    ).to.deep.equal([]);
  });

  it('should leave what is neither connected nor played to external workers', () => {
    const registry = createRegistry(instantSleep(), { simulate: false });

    expect(registry.adapters.map(({ name }) => name)).to.deep.equal(['echo', 'notify']);
    expect(registry.find('tax.check-debt')).to.equal(undefined);
  });

  it('should take a connection in place of the play', async () => {
    const connections = {
      sms: {
        kind: 'rest',
        baseUrl: 'https://sms.example',
        operations: { 'sms.send': { method: 'POST', path: '/send' } },
      },
    };
    const registry = createRegistry(instantSleep(), { connections, simulate: false });

    expect(registry.find('sms.send')?.name).to.equal('sms');
  });

  it('should refuse connections that make no sense, when it is made', () => {
    const make = (connections: Connections) => () => createRegistry(instantSleep(), { connections });

    expect(make({ nobody: { kind: 'rest' } })).to.throw('Expected a contract for the connection "nobody"');
    expect(make({ tax: { kind: 'telex' } })).to.throw('Expected the connection of tax to be one of');
    expect(make({ tax: { kind: 'rest' } })).to.throw('Expected settings of rest');
    const half = {
      kind: 'rest',
      baseUrl: 'https://tax.example',
      operations: { 'tax.check-debt': { method: 'GET', path: '/' } },
    };
    expect(make({ tax: half })).to.throw('to say how tax.register is called');
  });

  it('should find the adapter of a topic', () => {
    const registry = createRegistry(instantSleep());

    expect(registry.find('licence-library.fetch')?.name).to.equal('licence-library');
    expect(registry.find('nobody')).to.equal(undefined);
  });

  it('should refuse two adapters for one topic', () => {
    expect(() => registryOf([createEcho(), createEcho()])).to.throw('Expected one adapter for "echo"');
  });
});
