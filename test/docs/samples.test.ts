import { Ajv, type AnySchema } from 'ajv';
import { expect } from 'chai';
import type { Operation } from '../../engine/api/contract/operation.ts';
import { OPERATIONS } from '../../engine/api/contract/operations.ts';
import { Problem } from '../../engine/api/contract/problem.ts';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { compileForm } from '../../engine/forms/compile-form.ts';
import { compileModel } from '../../engine/model/compile.ts';
import { parseScenarios } from '../../engine/scenario/parse-scenarios.ts';
import { resultOf } from '../feel/support.ts';
import { bpmn } from '../support/bpmn.ts';
import { GUIDES, type Sample, samples, samplesOf } from './guides.ts';

const KINDS = [
  'xml complete',
  'xml process',
  'xml refused',
  'xml decisions',
  'feel',
  'json form',
  'json scenarios',
  'json problem',
  'json POST',
  'json 200',
  'json 201',
  'js',
  'ts adapter',
  'sh',
];

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

/** Root elements stand before the first blank line, what is inside the process behind it. */
function asModel({ text }: Sample): string {
  const [first = '', ...rest] = text.split(/\n\n/);
  const hasRoots = /^<(message|signal|error|escalation) /.test(first);
  return hasRoots ? bpmn(rest.join('\n\n'), { definitions: first }) : bpmn(text);
}

const named = ({ page, text }: Sample): string => `${page}: ${text.split('\n')[0]?.slice(0, 60)}`;

function operationOf(method: string, path: string): Operation {
  const found = Object.values<Operation>(OPERATIONS).find(
    (operation) => operation.method === method.toLowerCase() && operation.path === path,
  );
  if (!found) throw new Error(`Expected an operation ${method} ${path}, but there is none.`);
  return found;
}

function problemsWith(schema: unknown, text: string): unknown[] {
  const check = ajv.compile(schema as AnySchema);
  return check(JSON.parse(text)) ? [] : (check.errors ?? []);
}

describe('docs/samples', () => {
  it('should all say what they are', () => {
    const unknown = GUIDES.flatMap(samplesOf).filter(
      ({ info }) => !KINDS.some((kind) => info === kind || info.startsWith(`${kind} `)),
    );

    expect(unknown.map(({ page, info }) => `${page}: ${info}`)).to.deep.equal([]);
  });

  for (const sample of samples('xml complete')) {
    it(`should be deployable without a warning: ${named(sample)}`, async () => {
      const { graphs, problems } = await compileModel(sample.text);

      expect(problems).to.deep.equal([]);
      expect(graphs).to.have.lengthOf(1);
    });
  }

  for (const sample of samples('xml process')) {
    it(`should compile: ${named(sample)}`, async () => {
      const { problems } = await compileModel(asModel(sample));

      expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    });
  }

  for (const sample of samples('xml refused')) {
    it(`should be refused: ${named(sample)}`, async () => {
      const { problems } = await compileModel(asModel(sample));

      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ rule }) => rule)).to.deep.equal([sample.info.split(' ')[2]]);
    });
  }

  for (const sample of samples('xml decisions')) {
    it(`should be decisions without a warning: ${named(sample)}`, () => {
      expect(compileDecisions(sample.text).problems).to.deep.equal([]);
    });
  }

  for (const sample of samples('feel')) {
    for (const line of sample.text.split('\n')) {
      it(`should have the value it claims: ${line.replace(/\s+/g, ' ')}`, () => {
        const [, source = '', variables, value = ''] = /^(.*?)\s*\/\/ (?:(\{.*\}) )?→ (.*)$/.exec(line) ?? [];

        expect(resultOf(source, variables ? JSON.parse(variables) : {})).to.deep.equal(JSON.parse(value));
      });
    }
  }

  for (const sample of samples('json form')) {
    it(`should be a form that can be validated: ${named(sample)}`, () => {
      expect(compileForm(sample.text)).to.have.property('ok', true);
    });
  }

  for (const sample of samples('json scenarios')) {
    it(`should be a file of scenarios: ${named(sample)}`, () => {
      expect(parseScenarios(sample.text).scenarios).to.not.deep.equal([]);
    });
  }

  for (const sample of samples('json problem')) {
    it(`should be a problem document: ${named(sample)}`, () => {
      expect(problemsWith(Problem, sample.text)).to.deep.equal([]);
    });
  }

  for (const sample of samples('json POST')) {
    it(`should be a body of ${sample.info.slice(5)}: ${named(sample)}`, () => {
      const [, method = '', path = ''] = sample.info.split(' ');

      expect(problemsWith(operationOf(method, path).body, sample.text)).to.deep.equal([]);
    });
  }

  for (const sample of [...samples('json 200'), ...samples('json 201')]) {
    it(`should be an answer of ${sample.info.slice(9)}: ${named(sample)}`, () => {
      const [, status, method = '', path = ''] = sample.info.split(' ');

      const { answer } = operationOf(method, path);
      expect(String(answer.status)).to.equal(status);
      expect(problemsWith(answer.schema, sample.text)).to.deep.equal([]);
    });
  }
});
