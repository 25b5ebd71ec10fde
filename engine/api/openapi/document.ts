/** The OpenAPI 3.1 document, made from the table that also makes the routes and the validators. */
import type { Language } from '../../errors.ts';
import { ROLES } from '../../rights/roles.ts';
import { Rights } from '../../rights/rules.ts';
import type { Operation } from '../contract/operation.ts';
import { BASE_PATH, OPERATIONS, type OperationId } from '../contract/operations.ts';
import { Problem } from '../contract/problem.ts';
import { Rehearsal } from '../contract/rehearsal.ts';
import { PUBLIC } from '../contract/roles.ts';
import { PROBLEM_TYPE } from '../problem.ts';
import { COMPONENTS, refer } from './components.ts';
import { TEXTS } from './texts.ts';

type Json = Record<string, unknown>;

/** The table of rights without rules of a deployment: the document is the same everywhere. */
const USUAL = new Rights([]);

export function openApiDocument(language: Language, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const id of Object.keys(OPERATIONS) as OperationId[]) {
    const operation: Operation = OPERATIONS[id];
    const path = `${BASE_PATH}${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: describeOperation(id, operation, language) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: TEXTS.title[language],
      version,
      description: TEXTS.description[language],
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { cookie: [] }],
    tags: [...new Set(Object.values<Operation>(OPERATIONS).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...COMPONENTS, Problem: plain(Problem) },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: TEXTS.bearer[language] },
        cookie: { type: 'apiKey', in: 'cookie', name: 'tongban_session', description: TEXTS.cookie[language] },
      },
    },
  };
}

function describeOperation(id: string, operation: Operation, language: Language): Json {
  const { tag, summary, right, body } = operation;
  const roles = right === PUBLIC ? [] : ROLES.filter((role) => USUAL.cell(role, right) !== 'none');
  return {
    operationId: id,
    tags: [tag],
    summary: summary[language],
    description:
      right === PUBLIC
        ? TEXTS.open[language]
        : `${TEXTS.right[language]}: ${right}. ${TEXTS.roles[language]}: ${roles.join(', ')}`,
    ...(right === PUBLIC ? { security: [] } : {}),
    'x-right': right,
    'x-roles': roles,
    parameters: parametersOf(operation, language),
    ...(body ? { requestBody: requestBodyOf(operation, language) } : {}),
    ...(operation.streams ? { requestBody: FILE_BODY } : {}),
    responses: responsesOf(operation, language),
  };
}

function parametersOf({ path, query, method, idempotent }: Operation, language: Language): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', maxLength: 200 },
  }));
  const required = new Set<string>((query?.required as readonly string[] | undefined) ?? []);
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema: plain(schema),
    ...((schema as Json).type === 'object' ? { style: 'deepObject', explode: true } : {}),
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 200 },
    description: TEXTS.idempotency[language],
  };
  return [...inPath, ...inQuery, ...(method !== 'get' && idempotent !== false ? [key] : [])];
}

const FILE_BODY: Json = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          level: { type: 'string', enum: ['public', 'internal', 'sensitive'], default: 'internal' },
          visibility: { type: 'string', enum: ['internal', 'applicant'], default: 'internal' },
          taskId: { type: 'string' },
          file: { type: 'string', contentMediaType: 'application/octet-stream' },
        },
      },
    },
  },
};

function requestBodyOf({ body, multipart, example }: Operation, language: Language): Json {
  const files = { schema: { type: 'object', description: TEXTS.multipart[language], additionalProperties: true } };
  return {
    required: Array.isArray((body as Json | undefined)?.required),
    content: {
      'application/json': { schema: refer(body), ...(example === undefined ? {} : { example }) },
      ...(multipart ? { 'multipart/form-data': files } : {}),
    },
  };
}

function responsesOf(operation: Operation, language: Language): Json {
  const { answer, right, problems = [] } = operation;
  const content = answer.schema
    ? {
        'application/json': {
          schema:
            operation.rehearsable && answer.status === 200
              ? { anyOf: [refer(answer.schema), refer(Rehearsal)] }
              : refer(answer.schema),
          ...(operation.answerExample === undefined ? {} : { example: operation.answerExample }),
        },
      }
    : answer.type
      ? { [answer.type]: { schema: { type: 'string' } } }
      : undefined;
  const refusal = (description: string): Json => ({
    description,
    content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const note = problems.length > 0 ? ` (${problems.join(', ')})` : '';
  return {
    [answer.status]: { description: TEXTS.answered[language], ...(content ? { content } : {}) },
    ...(operation.rehearsable && answer.status !== 200
      ? {
          200: {
            description: TEXTS.rehearsed[language],
            content: { 'application/json': { schema: refer(Rehearsal) } },
          },
        }
      : {}),
    ...(operation.orNothing ? { 204: { description: TEXTS.nothing[language] } } : {}),
    400: refusal(TEXTS.malformed[language]),
    ...(right === PUBLIC && operation.path !== '/sessions' ? {} : { 401: refusal(TEXTS.signIn[language]) }),
    ...(right === PUBLIC ? {} : { 403: refusal(TEXTS.forbidden[language]) }),
    default: refusal(`${TEXTS.refused[language]}${note}`),
  };
}

/** Schemas carry marks of the library that are no JSON. */
const plain = (schema: unknown): Json => JSON.parse(JSON.stringify(schema)) as Json;
