import { expect } from 'chai';
import { scopeOf } from '../../engine/feel/compile.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import { processFolders } from './catalogue.ts';
import { ProcessData } from './data.ts';
import { organisation } from './people.ts';

/** What messages bring, where one begins the process or it waits for one: nobody hands it over. */
const BY_MESSAGE: Readonly<Record<string, readonly string[]>> = {
  'ca-intake': ['channel'],
  'ca-rating': ['rating', 'ratingComment'],
  'matching-finance': ['scope', 'until', 'reason'],
  'starting-a-business': ['bankAccount'],
};

interface Call {
  readonly caller: ProcessData;
  readonly node: FlowNode;
  readonly called: ProcessData;
}

describe('data between a call activity and what it calls', () => {
  const processes = new Map<string, ProcessData>();
  let calls: readonly Call[] = [];

  before(async () => {
    for (const folder of processFolders) {
      const graph = (await compileModel(folder.xml)).graphs[0] as ProcessGraph;
      processes.set(folder.name, new ProcessData(graph, folder));
    }
    calls = [...processes.values()].flatMap((caller) =>
      caller.graph.nodes.flatMap((node) => {
        const element = node.call?.calledElement;
        const called = element?.kind === 'literal' ? processes.get(element.text) : undefined;
        return called ? [{ caller, node, called }] : [];
      }),
    );
  });

  const where = ({ caller, node }: Call): string => `${caller.graph.key} ${node.id}`;
  const handed = ({ node }: Call): ReadonlySet<string> => new Set(node.inputs.map(({ target }) => target));
  const brought = (key: string): readonly string[] => BY_MESSAGE[key] ?? [];

  it('should hand over by name: what is called sees nothing else of its caller', () => {
    expect(calls).to.have.length.above(30);
    expect(calls.filter(({ node }) => node.inputs.length === 0).map(where)).to.deep.equal([]);
  });

  it('should let nobody chair a hearing who examines for the caller (行政许可法 48)', () => {
    const hearings = calls.filter(({ called, node }) => {
      const kind = node.inputs.find(({ target }) => target === 'specialKind')?.source;
      const isOther = kind?.kind === 'feel' && /^=?\s*"(?!hearing")\w+"$/.test(kind.expression.source);
      return called.graph.key === 'ca-special' && !isOther;
    });
    const apart = hearings.map(({ caller, node }) => {
      const names = (node.call?.separateFrom ?? []).map((index) => caller.graph.nodes[index]?.id);
      return `${caller.graph.key} ${node.id}: ${names.join(' ')}`;
    });

    expect(apart).to.deep.equal(['government-service Call_Hearing: Task_Examine Task_VerifyManually Task_Review']);
  });

  it('should hand over everything that is read there and not set there', () => {
    const missing = calls.flatMap((call) => {
      const given = handed(call);
      const reads = call.called
        .reads()
        .filter(({ name }) => !given.has(name) && !brought(call.called.graph.key).includes(name));
      return reads.map(({ name, at }) => `${where(call)}: ${name} of ${at}`);
    });

    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it('should hand over what the form of the start demands, where it is called without that form', () => {
    const missing = calls.flatMap((call) => {
      const given = handed(call);
      const isRead = new Set(call.called.reads().map(({ name }) => name));
      const { required } = call.called.startFields();
      return required.filter((name) => isRead.has(name) && !given.has(name)).map((name) => `${where(call)}: ${name}`);
    });

    expect(missing).to.deep.equal([]);
  });

  it('should hand over nothing that nobody there reads or passes on', () => {
    const useless = calls.flatMap((call) => {
      const { called } = call;
      const used = new Set([
        ...called.reads().map(({ name }) => name),
        ...called.startFields().all,
        ...called.writes(),
        ...called.graph.nodes.flatMap((node) => called.sourcesOf(node, 'inputs')),
      ]);
      return [...handed(call)].filter((name) => !used.has(name)).map((name) => `${where(call)}: ${name}`);
    });

    expect(useless).to.deep.equal([]);
  });

  it('should take back only what is set there, handed over, or brought by a message', () => {
    const never = calls.flatMap((call) => {
      const { called, node } = call;
      const known = new Set([...called.writes(), ...handed(call), ...brought(called.graph.key)]);
      return called
        .sourcesOf(node, 'outputs')
        .filter((name) => !known.has(name))
        .map((name) => `${where(call)}: ${name}`);
    });

    expect(never).to.deep.equal([]);
  });

  it('should have itself what it hands over', () => {
    const unknown = calls.flatMap((call) => {
      const { caller, node } = call;
      const known = new Set([
        ...caller.writes(),
        ...caller.startFields().all,
        ...(BROUGHT_TO_CALLER[caller.graph.key] ?? []),
        ...callersOf(caller).flatMap((one) => [...handed(one)]),
      ]);
      return caller
        .sourcesOf(node, 'inputs')
        .filter((name) => !known.has(name))
        .map((name) => `${where(call)}: ${name}`);
    });

    expect([...new Set(unknown)]).to.deep.equal([]);
  });

  it('should call the parties of a dispute by departments that there are', () => {
    const { nodes, byId } = (processes.get('city-governance') as ProcessData).graph;
    const script = nodes[byId.get('Task_Second') ?? -1]?.script;
    if (script?.language !== 'feel') throw new Error('Expected the script that names the parties.');
    const departments = organisation.departments.map(({ id }) => id);
    const units = [
      'urban-officers',
      'housing-officers',
      'traffic-squad',
      'water-officers',
      'parks-officers',
      'street-help',
    ];

    for (const unit of [...units, 'property-liaison']) {
      const outcome = script.expression.evaluate(scopeOf({ firstUnit: 'urban-officers', unit, returns: 1 }));
      const { disputeParties } = (outcome.ok ? outcome.value : {}) as {
        disputeParties: readonly { id: string; group: string }[];
      };

      expect(disputeParties.map(({ group }) => group)).to.deep.equal(['urban-officers', unit]);
      expect(departments).to.include.members(disputeParties.map(({ id }) => id));
    }
  });

  const callersOf = (process: ProcessData): readonly Call[] => calls.filter(({ called }) => called === process);
});

/** Of the caller: what its messages bring, and what whoever starts it says besides its form. */
const BROUGHT_TO_CALLER: Readonly<Record<string, readonly string[]>> = {
  'construction-permit': ['channel', 'serviceItem'],
  'government-service': ['channel', 'serviceItem'],
  'industry-service': ['windowCloses'],
  'opening-a-restaurant': ['channel', 'serviceItem'],
  'policy-cash-in': ['channel', 'serviceItem'],
};
