import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { jsonObject } from '../../../adapters/http/json.ts';
import { answerOfProblem, answerOfStatus } from '../../../adapters/http/problem.ts';
import { readXml } from '../../../adapters/http/xml.ts';
import { readSecret } from '../../../adapters/read-secret.ts';
import { stringify } from '../../../engine/exact-json.ts';

const json = (body: string, type = 'application/json; charset=utf-8') =>
  jsonObject({ headers: { 'content-type': type }, body });

describe('answers of departments', () => {
  it('should be JSON objects with every digit', () => {
    const read = json('{"id":12345678901234567891,"__proto__":{"admin":true}}');

    expect(read.ok && stringify(read.value)).to.equal('{"id":12345678901234567891,"__proto__":{"admin":true}}');
    expect(({} as { admin?: boolean }).admin).to.equal(undefined);
  });

  for (const [body, type] of [
    ['<html>', 'text/html'],
    ['{}', 'text/plain'],
    ['{', 'application/json'],
    ['[]', 'application/json'],
    ['null', 'application/json'],
    ['"x"', 'application/json'],
  ] as const) {
    it(`should be refused where they are ${body} as ${type}, and count as sent`, () => {
      const read = json(body, type);

      expect(!read.ok && [read.problem.code, read.problem.sent]).to.deep.equal(['answer-not-readable', true]);
    });
  }

  it('should be XML without document type', () => {
    const xxe = readXml('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>');
    const bomb = readXml('<!DOCTYPE a [<!ENTITY e "ee">]><a>&e;&e;</a>');
    const unknown = readXml('<a>&e;</a>');

    for (const read of [xxe, bomb, unknown]) expect(!read.ok && read.problem.code).to.equal('answer-not-readable');
    expect(!xxe.ok && xxe.problem.message).to.include('document type');
  });

  it('should be XML of a sensible size', () => {
    const deep = readXml(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`);
    const wide = readXml(`<a>${'<b/>'.repeat(60_000)}</a>`);

    expect([deep.ok, wide.ok]).to.deep.equal([false, false]);
    expect(['', 'x', '<a>', '<a></b>', '<a/><b/>'].map((text) => readXml(text).ok)).to.deep.equal(Array(5).fill(false));
  });

  it('should give the tree of XML as it is written', () => {
    const read = readXml('<r:a x="1"><b>t<![CDATA[<u>]]></b><b/></r:a>');

    expect(read.ok && JSON.parse(JSON.stringify(read.root))).to.deep.equal({
      name: 'r:a',
      attributes: { x: '1' },
      children: [
        { name: 'b', attributes: {}, children: [], text: 't<u>' },
        { name: 'b', attributes: {}, children: [], text: '' },
      ],
      text: '',
    });
  });

  it('should be a plain failure only where the department certainly did nothing', () => {
    const problem = { code: 'timeout', message: 'late' } as const;

    expect(answerOfProblem({ ...problem, sent: true }).kind).to.equal('unknown');
    expect(answerOfProblem({ ...problem, sent: false }).kind).to.equal('failed');
    expect(answerOfStatus(204)).to.equal(undefined);
    expect([400, 429, 500, 502, 503, 504].map((status) => answerOfStatus(status)?.kind)).to.deep.equal([
      'failed',
      'failed',
      'unknown',
      'unknown',
      'failed',
      'unknown',
    ]);
  });

  it('should say when to come back, within an hour', () => {
    const after = (value: string) => answerOfStatus(503, { 'retry-after': value });

    expect(after('7')).to.include({ retryAfterMs: 7_000 });
    expect(after('999999')).to.include({ retryAfterMs: 3_600_000 });
    for (const odd of ['soon', '-1', 'Infinity', '']) expect(after(odd)).to.not.have.property('retryAfterMs');
  });
});

describe('secrets', () => {
  it('should come from the environment, else from a file, and from nowhere else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    await writeFile(join(folder, 'TAX'), 'from file\n');
    const env = { TONGBAN_SECRET_A: 'from environment', DATABASE_URL: 'postgresql://x', TONGBAN_SECRETS: folder };

    const read = await Promise.all(
      ['A', 'TAX', 'NONE', 'DATABASE_URL', '../TAX', 'tax', ''].map((name) => readSecret(name, env)),
    );

    await rm(folder, { recursive: true });
    expect(read).to.deep.equal(['from environment', 'from file', ...Array(5).fill(undefined)]);
  });
});
