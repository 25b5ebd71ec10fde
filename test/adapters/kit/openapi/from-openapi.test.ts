import { expect } from 'chai';
import { contractFromOpenApi, OpenApiError } from '../../../../adapters/kit/openapi/from-openapi.ts';
import { createRest } from '../../../../adapters/rest/rest.ts';
import { requestOf } from '../../contract.ts';
import { surroundings } from '../../http/support.ts';
import { httpOffice } from '../../remote/http-office.ts';
import { DOCUMENT, documentWith, jsonBody } from './support.ts';

const made = contractFromOpenApi(DOCUMENT, { name: 'water', level: 2 });
const operationOf = (topic: string) => made.contract.operations.find((operation) => operation.topic === topic);

function refusal(document: unknown, level: 1 | null = 1): string {
  try {
    contractFromOpenApi(document, { name: 'office', level: level ?? undefined });
  } catch (error) {
    if (error instanceof OpenApiError) return error.message;
    throw error;
  }
  return '';
}

describe('contract from an OpenAPI document', () => {
  it('should have an operation for each of the document, in both languages where it has both', () => {
    const { title, version, operations } = made.contract;

    expect({ title, version }).to.deep.equal({ title: { zh: '供水服务', en: 'Water supply' }, version: '2.1.0' });
    expect(operations.map(({ topic, effect }) => `${topic} ${effect}`)).to.deep.equal([
      'water.get-meter query',
      'water.request-connection change',
      'water.list-meters query',
      'water.lock-meter change',
    ]);
    expect(operations[0]?.title).to.deep.equal({ zh: '查询水表', en: 'Read a meter' });
  });

  it('should take in parameters of path and operation, and nothing that the connection sets itself', () => {
    expect(operationOf('water.get-meter')?.request).to.deep.equal({
      type: 'object',
      properties: {
        meterId: { type: 'string', examples: ['W-1'] },
        xAreaCode: { type: 'string' },
        withHistory: { type: 'boolean' },
      },
      required: ['meterId'],
      additionalProperties: false,
    });
    expect(operationOf('water.request-connection')?.request.properties).to.have.keys([
      'holder',
      'address',
      'diameter',
      'remark',
    ]);
  });

  it('should translate what version 3.0 says otherwise than JSON Schema', () => {
    const request = operationOf('water.request-connection')?.request;

    expect(request)
      .to.have.nested.property('properties.diameter')
      .that.deep.equals({ type: ['integer', 'null'], exclusiveMinimum: 0 });
  });

  it('should have the level that the document gives, and the one asked for elsewhere', () => {
    expect(operationOf('water.get-meter')?.levels).to.deep.equal({
      meterId: { level: 2 },
      xAreaCode: { level: 2 },
      withHistory: { level: 1 },
      id: { level: 2 },
      owner: { level: 3, sensitive: true },
      reading: { level: 2 },
    });
    expect(operationOf('water.request-connection')?.levels['holder.name']).to.deep.equal({ level: 3 });
  });

  it('should not guess how sensitive a value is', () => {
    expect(refusal(DOCUMENT, null)).to.contain('no data level (x-tb-level 1 to 4) for meterId, xAreaCode');
  });

  it('should make business errors of what the document says can be refused, and of nothing technical', () => {
    expect(operationOf('water.get-meter')?.errors).to.deep.equal([
      { code: 'water.meter-unknown', zh: '没有该水表', en: 'No such meter' },
    ]);
    expect(operationOf('water.request-connection')?.errors.map(({ code }) => code)).to.deep.equal(['water.status-409']);
  });

  it('should say that a repetition doubles where the department takes no key', () => {
    const doubled = contractFromOpenApi(
      documentWith(jsonBody({ type: 'object', properties: { a: { type: 'string' } } })),
      {
        name: 'office',
        level: 1,
      },
    );

    expect(made.contract.repeats).to.equal(undefined);
    expect(doubled.contract.repeats).to.equal('doubled');
  });

  it('should name secrets and hold none', () => {
    expect(made.connection.headers).to.deep.equal({ 'x-api-key': 'secret:WATER_KEY' });
    expect(made.connection.baseUrl).to.equal('https://north.water.example/api');
  });

  it('should take only what is asked for', () => {
    const { contract } = contractFromOpenApi(DOCUMENT, { name: 'water', level: 2, operations: ['listMeters'] });

    expect(contract.operations.map(({ topic }) => topic)).to.deep.equal(['water.list-meters']);
    expect(() => contractFromOpenApi(DOCUMENT, { name: 'water', operations: ['burn'], level: 1 })).to.throw(
      'there is no operation "burn"',
    );
  });

  describe('that is hostile or beyond it', () => {
    const schema = (inner: object, components: object = {}) =>
      refusal(documentWith(jsonBody({ type: 'object', properties: { a: inner } }), components));

    it('should fetch nothing', () => {
      for (const reference of ['http://169.254.169.254/latest', 'file:///etc/passwd', 'other.json#/a'])
        expect(schema({ $ref: reference })).to.contain('lies in another document, and nothing is fetched');
    });

    it('should come to an end where a schema does not', () => {
      const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
      const loop = { $ref: '#/components/schemas/Loop' };

      expect(schema({ $ref: '#/components/schemas/Node' }, { schemas: { Node: node } })).to.contain(
        'nested without end',
      );
      expect(schema(loop, { schemas: { Loop: loop } })).to.contain('refers to itself');
      expect(schema({ allOf: [loop] }, { schemas: { Loop: { allOf: [loop] } } })).to.contain('without end');
    });

    it('should not grow beyond measure', () => {
      const schemas = Object.fromEntries(
        Array.from({ length: 9 }, (_, level) => {
          const next = level === 8 ? { type: 'string' } : { $ref: `#/components/schemas/S${level + 1}` };
          const names = Array.from({ length: 10 }, (__, index) => [`p${index}`, next]);
          return [`S${level}`, { type: 'object', properties: Object.fromEntries(names) }];
        }),
      );

      expect(schema({ $ref: '#/components/schemas/S0' }, { schemas })).to.contain('has more than 2000 parts');
    });

    it('should say what it cannot take, all of it', () => {
      expect(schema({ oneOf: [{ type: 'string' }] })).to.contain('POST /things: oneOf has no single shape');
      expect(schema({ $ref: '#/components/schemas/None' })).to.contain('is not there');
      expect(schema({ $ref: '#/constructor/name' })).to.contain('is not there');
      expect(schema({ type: 'string', pattern: '^[A-Z]{3}-\\d{9}$', 'x-tb-level': 1 })).to.equal('');
      expect(refusal(documentWith(jsonBody({ type: 'object', properties: { 'a b': { type: 'string' } } })))).to.contain(
        'a b cannot be the name of a value',
      );
      expect(refusal({ swagger: '2.0' })).to.contain('no OpenAPI document');
      expect(refusal(null)).to.contain('no OpenAPI document');
      expect(refusal({ openapi: '3.1.0', paths: {} })).to.contain('it has no operation');
      expect(refusal(documentWith({ responses: { 500: {} } }))).to.contain('what it answers when all is well');
    });

    it('should ask for an example that nobody can make up', () => {
      const code = { type: 'string', pattern: '^[A-Z]{3}-\\d{9}$' };
      const body = { type: 'object', properties: { code }, required: ['code'] };

      expect(refusal(documentWith(jsonBody(body)))).to.contain('no example of its request fits at /code: pattern');
      expect(refusal(documentWith(jsonBody(body, { example: { code: 'ABC-123456789' } })))).to.equal('');
    });
  });

  describe('as a connection', () => {
    it('should reach the department as its document says', async () => {
      const office = await httpOffice(({ url }) => {
        if (url.includes('W-404')) return { status: 404, body: '{}' };
        if (url === '/api/meters') return { body: '[{"id":"W-1","reading":1.5}]' };
        if (url.startsWith('/api/meters/')) return { body: '{"id":"W-1","reading":1.5,"pin":"0000"}' };
        return { status: 201, body: '{"number":"C-1"}' };
      });
      const adapter = createRest(
        made.contract,
        { ...made.connection, baseUrl: `http://127.0.0.1:${office.port}/api`, allowed: ['127.0.0.1'], plainText: true },
        surroundings({ secrets: { WATER_KEY: 'hush' } }),
      );
      const call = (topic: string, variables: Record<string, unknown>) => adapter.call(requestOf({ topic, variables }));

      const answers = [
        await call('water.get-meter', { meterId: 'W-1', xAreaCode: '330100' }),
        await call('water.get-meter', { meterId: 'W-404' }),
        await call('water.request-connection', { holder: { name: '李某' }, address: '文一路' }),
        await call('water.list-meters', {}),
      ];
      await office.stop();

      expect(answers).to.deep.equal([
        { kind: 'completed', variables: { id: 'W-1', reading: 1.5 } },
        { kind: 'error', code: 'water.meter-unknown' },
        { kind: 'completed', variables: { number: 'C-1' } },
        { kind: 'completed', variables: { body: [{ id: 'W-1', reading: 1.5 }] } },
      ]);
      expect(office.seen[0]?.headers).to.include({ 'x-area-code': '330100', 'x-api-key': 'hush' });
      expect(JSON.parse(office.seen[2]?.body ?? '')).to.deep.equal({ holder: { name: '李某' }, address: '文一路' });
    });
  });
});
