import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { notDrawable } from '../../../modeler/files/drawable.ts';
import { newDiagram, newKey } from '../../../modeler/files/template.ts';

const SAMPLE = readFileSync('processes/government-service/government-service.bpmn', 'utf8');

describe('modeler/files: what can be drawn', () => {
  it('should accept a model with a drawing', () => {
    expect(notDrawable(SAMPLE)).to.equal(null);
    expect(notDrawable(`\uFEFF${SAMPLE}`)).to.equal(null);
  });

  it('should say why a text cannot be drawn', () => {
    expect(notDrawable(SAMPLE.slice(0, 5000))).to.equal('unreadable');
    expect(notDrawable('<html xmlns="http://www.w3.org/1999/xhtml" />')).to.equal('notBpmn');
    expect(notDrawable(SAMPLE.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, ''))).to.equal('noDiagram');
    expect(notDrawable(SAMPLE.replace(/(BPMNPlane [^>]*bpmnElement=")[^"]*/, '$1gone'))).to.equal('noDiagram');
  });
});

describe('modeler/files: hostile files', () => {
  const withType = (type: string): string => SAMPLE.replace(/\?>\s*/, `?>${type}`);
  const bomb = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');

  for (const [what, xml] of [
    ['another document type', withType('<!DOCTYPE definitions>')],
    ['a file from elsewhere', withType('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ['entities that grow', withType(`<!DOCTYPE d [<!ENTITY e0 "ha">${bomb}]>`)],
    ['elements without end', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
    ['a page', '<!doctype html><script>window.hostile=1</script>'],
  ] as const)
    it(`should not be drawn: ${what}`, () => {
      expect(notDrawable(xml)).to.equal('unreadable');
    });
});

describe('modeler/files: new diagrams', () => {
  const texts = { process: 'A & "B"', start: '<Start>', task: 'Task', end: 'End' };

  it('should begin with a process that can be deployed', async () => {
    const xml = newDiagram(newKey(new Date(2026, 10, 26, 9, 5)), texts);

    const { graphs, problems } = await compileModel(xml);

    expect(notDrawable(xml)).to.equal(null);
    expect(problems.map(({ severity }) => severity)).not.to.include('error');
    expect(graphs[0]?.key).to.equal('process-261126-0905');
    expect(graphs[0]?.name).to.equal('A & "B"');
    expect(graphs[0]?.nodes.map(({ name }) => name)).to.include('<Start>');
  });
});
