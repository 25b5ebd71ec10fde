/**
 * A view on the database of a department (PostgreSQL), for departments that open nothing else. Reads only: one parameterised statement in a
 * transaction that is read only and ends by itself. The user should be allowed no more than that either.
 */
import pg from 'pg';
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import type { Contract, Values } from '../kit/contract.ts';
import { TalkError } from '../kit/in-time.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { readReference } from '../kit/read-reference.ts';
import { checkedSettings } from '../kit/settings.ts';
import { compileTemplate, type Template } from '../kit/template.ts';
import { valuesOf } from '../rest/operation.ts';
import type { Surroundings } from '../surroundings.ts';
import { toPositional } from './named-parameters.ts';
import { SQL_SCHEMA, type SqlOperation, type SqlSettings } from './settings.ts';

const MAX_ROWS = 100;

interface Compiled {
  readonly text: string;
  readonly parameters: readonly Template[];
  readonly answer: Template;
  readonly errors: readonly { readonly when: Template; readonly code: string }[];
  readonly maxRows: number;
}

export function createSql(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const sql = checkedSettings<SqlSettings>('sql', SQL_SCHEMA, settings);
  const operations = new Map<string, Compiled>();
  for (const { topic, effect } of contract.operations) {
    const operation = sql.operations[topic];
    if (!operation) throw new Error(`Expected the connection of ${contract.name} to say how ${topic} is read.`);
    if (effect === 'change')
      throw new Error(`Expected ${topic} to be a query, but it changes something: a view only reads.`);
    operations.set(topic, compile(topic, operation));
  }
  return keepContract(contract, {
    call: async (talk) => {
      const operation = operations.get(talk.operation.topic) as Compiled;
      return meaning(operation, await read(operation, talk, await readReference(sql.url, surroundings)), talk);
    },
  });
}

function compile(
  topic: string,
  { statement, parameters, answer, errors = [], maxRows = MAX_ROWS }: SqlOperation,
): Compiled {
  const { text, names } = toPositional(statement);
  return {
    text,
    parameters: names.map((name) => {
      const source = parameters[name];
      if (source === undefined) throw new Error(`Expected a value for :${name} of ${topic}, but there is none.`);
      return compileTemplate(source);
    }),
    answer: compileTemplate(answer),
    errors: errors.map(({ when, code }) => ({ when: compileTemplate(when), code })),
    maxRows,
  };
}

/** A connection per call: departments count them, and calls are few. Errors of the database name its tables and values, so only their SQLSTATE is told. */
async function read({ text, parameters, maxRows }: Compiled, talk: TalkCall, url: string): Promise<readonly Values[]> {
  const values = valuesOf(talk);
  const { timeoutMs } = talk.operation.slo;
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    application_name: 'tongban',
  });
  const end = (): void => void client.end().catch(() => undefined);
  client.on('error', () => undefined);
  talk.request.signal.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    await client.query('begin transaction read only');
    await client.query(`set local statement_timeout = ${Math.trunc(timeoutMs)}`);
    const limited = `select * from (${text.replace(/;\s*$/, '')}\n) as asked limit ${maxRows + 1}`;
    const { rows } = await client.query<Record<string, unknown>>(
      limited,
      parameters.map((parameter) => parameter(values)),
    );
    if (rows.length > maxRows) throw new TalkError(`Expected at most ${maxRows} rows, but there are more.`, false);
    return JSON.parse(JSON.stringify(rows)) as Values[];
  } catch (error) {
    if (error instanceof TalkError) throw error;
    const { code } = error as { readonly code?: unknown };
    throw new TalkError(`the database answered ${typeof code === 'string' ? code : 'with an error'}`, false);
  } finally {
    talk.request.signal.removeEventListener('abort', end);
    end();
  }
}

function meaning(operation: Compiled, rows: readonly Values[], talk: TalkCall): AdapterAnswer {
  const context: Values = { rows, row: rows[0] ?? null, request: valuesOf(talk) };
  const error = operation.errors.find(({ when }) => when(context) === true);
  if (error) return { kind: 'error', code: error.code };
  const answer = operation.answer(context);
  if (typeof answer !== 'object' || answer === null)
    throw new TalkError('Expected the answer to be an object, but it is not.', false);
  return { kind: 'completed', variables: answer as Values };
}
