import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { createEcho } from '../../adapters/echo/echo.ts';
import { createRegistry, registryOf } from '../../adapters/registry.ts';
import { instantSleep } from './contract.ts';

/** Folders that hold a tool for departments, not a department. */
const TOOLS = ['http', 'simulator'];

describe('adapter registry', () => {
  it('should hold one adapter per folder', () => {
    const folders = readdirSync('adapters', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !TOOLS.includes(entry.name))
      .map(({ name }) => name);

    const names = createRegistry(instantSleep()).adapters.map(({ name }) => name);

    expect(names).to.have.members(folders);
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
