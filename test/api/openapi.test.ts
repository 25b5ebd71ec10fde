import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { Operation } from '../../engine/api/contract/operation.ts';
import { OPERATIONS } from '../../engine/api/contract/operations.ts';
import { PUBLIC } from '../../engine/api/contract/roles.ts';
import { isDay, isDuration, isTime } from '../../engine/api/formats.ts';
import { openApiDocument } from '../../engine/api/openapi/document.ts';
import { ERRORS } from '../../engine/errors.ts';

type Json = Record<string, unknown>;

const rows: readonly [string, Operation][] = Object.entries(OPERATIONS);
const ajv = new Ajv({
  strict: true,
  allowUnionTypes: true,
  formats: { 'date-time': isTime, date: isDay, duration: isDuration },
});

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref') yield child as string;
    else yield* referencesIn(child);
  }
}

describe('api/openapi', () => {
  const document = openApiDocument('en', '1.2.3') as Json & {
    paths: Record<string, Record<string, Json>>;
    components: { schemas: Json };
  };

  it('should have every operation of the table once', () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );

    expect(ids).to.have.members(Object.keys(OPERATIONS));
    expect(document.openapi).to.equal('3.1.0');
  });

  it('should refer to nothing that is not there', () => {
    const missing = [...referencesIn(document)].filter(
      (reference) => !(reference.replace('#/components/schemas/', '') in document.components.schemas),
    );

    expect(missing).to.deep.equal([]);
  });

  it('should name every parameter of a path', () => {
    const parameters = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({
        wanted: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        found: (operation.parameters as { in: string; name: string }[])
          .filter((parameter) => parameter.in === 'path')
          .map(({ name }) => name),
      })),
    );

    for (const { wanted, found } of parameters) expect(found).to.deep.equal(wanted);
  });

  it('should give examples that its own schemas accept', () => {
    const wrong = rows
      .filter(([, { body, example }]) => body && example !== undefined && !ajv.compile(body)(example))
      .map(([id]) => id);

    expect(wrong).to.deep.equal([]);
  });

  it('should only name codes of the error table', () => {
    const codes = rows.flatMap(([, { problems = [] }]) => problems);

    expect(codes.filter((code) => !(code in ERRORS))).to.deep.equal([]);
  });

  it('should describe everything in both languages', () => {
    const chinese = openApiDocument('zh', '1.2.3') as typeof document;
    const untranslated = Object.entries(chinese.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(
          ([method, operation]) =>
            operation.summary === document.paths[path]?.[method]?.summary ||
            !/\p{Script=Han}/u.test(String(operation.summary)),
        )
        .map(([method]) => `${method} ${path}`),
    );

    expect(untranslated).to.deep.equal([]);
  });

  it('should close every object that clients send, so that nothing is silently ignored', () => {
    const open = rows
      .filter(([, { body, query }]) =>
        [body, query].some((schema) => schema && (schema as Json).additionalProperties !== false),
      )
      .map(([id]) => id);

    // What a webhook looks like is said by who sends it.
    expect(open).to.deep.equal(['receiveWebhook']);
  });

  it('should let nobody in without sign-in but where somebody signs in or signs what is sent, or time is a test', () => {
    const open = rows.filter(([, { right }]) => right === PUBLIC).map(([id]) => id);

    expect(open).to.have.members([
      'signIn',
      'listDemoUsers',
      'signInDemo',
      'getSignInWays',
      'startOidcSignIn',
      'finishOidcSignIn',
      'moveClock',
      'receiveWebhook',
    ]);
  });
});
