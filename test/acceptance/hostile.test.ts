/** What is sent by somebody who means harm: a clear refusal, nothing of it kept, and the next request served. */
import { expect } from 'chai';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { end, gateway, start, task, user } from './support/shapes.ts';

const LINE = [start(), task('t'), end(), flows('start t end')].join('');
const doctype = (inside: string) =>
  bpmn(LINE).replace('<definitions', `<!DOCTYPE definitions [${inside}]><definitions`);

const FILES: Readonly<Record<string, readonly [content: string, rule: string]>> = {
  'an external entity': [doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'), 'xml-doctype'],
  'a billion laughs': [doctype('<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">'), 'xml-doctype'],
  'an undefined entity': [bpmn(LINE.replace('id="t"', 'id="t" name="&x;"')), 'xml-malformed'],
  'an inclusion': [
    bpmn(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>${LINE}`),
    'unknown-element',
  ],
  'a nesting of 100,000 levels': [bpmn('<subProcess id="q">'.repeat(100_000)), 'xml-limit'],
  'an id of the prototype': [
    bpmn(LINE.replaceAll('"t"', '"__proto__"').replaceAll('start_t', 'f1').replaceAll('t_end', 'f2')),
    'reserved-id',
  ],
  'a key of the prototype': [bpmn(LINE, { key: '__proto__' }), 'reserved-id'],
  'a page for browsers': ['<html><script>alert(1)</script></html>', 'not-bpmn'],
  'no XML at all': ['{"a":1}', 'xml-malformed'],
  nothing: ['', 'xml-malformed'],
};

describe('acceptance/hostile', () => {
  const engine = useEngine();

  for (const [name, [content, rule]] of Object.entries(FILES)) {
    it(`should refuse a file with ${name}`, async () => {
      const { status, body } = await engine.tryToDeploy(content);

      expect(status).to.equal(422);
      expect(body.problems.map((each: { rule: string }) => each.rule)).to.include(rule);
      expect(JSON.stringify(body)).to.not.include('root:');
    });
  }

  for (const reach of [
    'constructor',
    '__proto__',
    'toString',
    'a.constructor',
    'a.__proto__',
    'process.env',
    'globalThis',
    'this',
    'require',
  ]) {
    it(`should let an expression find nothing at ${reach}`, async () => {
      const id = await engine.run(
        [
          start(),
          gateway('exclusive', 'g', 'default="g_b"'),
          user('a'),
          user('b'),
          end(),
          flows('start g b end', 'a end'),
          flowIf('g', 'a', `${reach} != null`),
        ].join(''),
        { a: {} },
      );

      expect(await engine.open(id)).to.deep.equal(['b']);
    });
  }

  it('should keep text as text, wherever it comes from', async () => {
    const hostile = `<img src=x onerror=alert(1)> \${7*7} #{7*7} =7*7 {{7*7}} \u2028`;
    const id = await engine.run([start(), user('a'), end(), flows('start a end')].join(''), {
      text: hostile,
      'key <b>': [hostile],
    });
    const { id: open } = await engine.task(id, 'a');
    await engine.admin.post(`/tasks/${open}/comment`, { comment: hostile });

    expect((await engine.instance(id)).variables).to.deep.equal({ text: hostile, 'key <b>': [hostile] });
    const form = await engine.admin.get(`/tasks/${open}/form`);
    expect(form.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(form.body.data.text).to.equal(hostile);
  });

  it('should not be reached through paths of files', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fpackage.json',
      '/api/v1/../../package.json',
    ]) {
      const response = await fetch(`${engine.url}${path}`);
      expect(response.status, path).to.equal(404);
      expect(await response.text()).to.not.match(/root:|"dependencies"/);
    }
  });

  it('should be alive and well after all that', async () => {
    expect((await engine.nobody.get(`${engine.url}/readyz`)).status).to.equal(200);
    expect((await engine.admin.get('/audit/verify')).body).to.include({ ok: true, broken: null });
  });
});
