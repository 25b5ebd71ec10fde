import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import { readBpmn } from '../../engine/model/read-bpmn.ts';
import { XML_LIMITS } from '../../engine/model/xml/limits.ts';
import { bpmn } from '../support/bpmn.ts';

const NAMED = bpmn('<task id="a" name="审批 é"/>');

const declared = (encoding: string, xml = NAMED) => xml.replace('UTF-8', encoding);

async function nameIn(source: string | Uint8Array): Promise<string | undefined> {
  const { graphs } = await compileModel(source);
  return graphs[0]?.nodes[1]?.name;
}

async function refusal(source: string | Uint8Array, limits = XML_LIMITS) {
  const { document, problems } = await readBpmn(source, limits);
  expect(document).to.equal(null);
  return problems.map(({ rule, line, column }) => ({ rule, line, column }));
}

describe('model/read-bpmn', () => {
  describe('encodings', () => {
    const latin = bpmn('<task id="a" name="é"/>');

    it('should read text, and UTF-8 with and without a byte order mark', async () => {
      expect(await nameIn(NAMED)).to.equal('审批 é');
      expect(await nameIn(Buffer.from(NAMED))).to.equal('审批 é');
      expect(await nameIn(Buffer.from(`\uFEFF${NAMED}`))).to.equal('审批 é');
    });

    it('should read UTF-16 in both byte orders by its byte order mark', async () => {
      const little = Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le');

      expect(await nameIn(little)).to.equal('审批 é');
      expect(await nameIn(Buffer.from(little).swap16())).to.equal('审批 é');
    });

    it('should read ISO-8859-1 where the prolog declares it', async () => {
      expect(await nameIn(Buffer.from(declared('ISO-8859-1', latin), 'latin1'))).to.equal('é');
    });

    it('should read GB18030 where the prolog declares it', async () => {
      const [before = '', after = ''] = declared('GBK', bpmn('<task id="a" name="@"/>')).split('@');
      const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xc9, 0xf3, 0xc5, 0xfa]), Buffer.from(after)]);

      expect(await nameIn(bytes)).to.equal('审批');
    });

    it('should refuse bytes that are not of their encoding rather than replace them', async () => {
      expect(await refusal(Buffer.from(latin, 'latin1'))).to.deep.equal([
        { rule: 'xml-encoding', line: null, column: null },
      ]);
      expect((await refusal(Buffer.from(declared('EBCDIC'))))[0]?.rule).to.equal('xml-encoding');
    });
  });

  describe('hostile files', () => {
    const LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="&c;"/></definitions>`;

    it('should refuse entities that multiply, and external ones', async () => {
      expect(await refusal(LAUGHS)).to.deep.equal([{ rule: 'xml-doctype', line: 2, column: 1 }]);
      expect((await refusal(LAUGHS.replace(/\[.*\]/, 'SYSTEM "file:///etc/passwd"')))[0]?.rule).to.equal('xml-doctype');
      expect((await refusal(LAUGHS.replace('<!DOCTYPE', '<!-- x --><!DOCTYPE')))[0]?.rule).to.equal('xml-doctype');
    });

    it('should refuse an entity nobody has declared', async () => {
      expect((await refusal(bpmn('<task id="a" name="&x;"/>')))[0]?.rule).to.equal('xml-malformed');
    });

    it('should read the word DOCTYPE in a comment and in CDATA as text', async () => {
      const script = '<scriptTask id="a"><!-- <!DOCTYPE x> --><script><![CDATA["<!DOCTYPE x>"]]></script></scriptTask>';

      expect((await compileModel(bpmn(script))).graphs).to.have.length(1);
    });

    it('should refuse nesting, elements, attributes and bytes beyond their limits', async () => {
      const deep = bpmn('<subProcess>'.repeat(200) + '</subProcess>'.repeat(200));
      const wide = bpmn('<task/>'.repeat(20));
      const attributes = Array.from({ length: 300 }, (_, i) => `a${i}="1"`).join(' ');

      expect((await refusal(deep))[0]?.rule).to.equal('xml-limit');
      expect((await refusal(wide, { ...XML_LIMITS, elements: 10 }))[0]?.rule).to.equal('xml-limit');
      expect((await refusal(bpmn(`<task ${attributes}/>`)))[0]?.rule).to.equal('xml-limit');
      expect(await refusal(wide, { ...XML_LIMITS, bytes: 100 })).to.deep.equal([
        { rule: 'xml-limit', line: null, column: null },
      ]);
    });

    it('should leave prototypes alone whatever the ids and attributes are called', async () => {
      const { problems, graphs } = await compileModel(bpmn('<task id="__proto__" __proto__="x" constructor="y"/>'));

      expect(graphs).to.deep.equal([]);
      expect(problems.map(({ rule }) => rule)).to.include.members(['reserved-id', 'unknown-attribute']);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
      expect(({} as Record<string, unknown>).id).to.equal(undefined);
    });
  });

  describe('broken files', () => {
    it('should say where XML is not well-formed', async () => {
      expect(await refusal('<definitions>\n  <process>\n</definitions>')).to.deep.equal([
        { rule: 'xml-malformed', line: 3, column: 14 },
      ]);
      expect((await refusal(bpmn('').slice(0, -5)))[0]?.rule).to.equal('xml-malformed');
      expect((await refusal(''))[0]?.rule).to.equal('xml-malformed');
    });

    it('should refuse XML that is not BPMN', async () => {
      expect(await refusal('<html xmlns="http://www.w3.org/1999/xhtml"/>')).to.deep.equal([
        { rule: 'not-bpmn', line: 1, column: 1 },
      ]);
    });
  });

  it('should read diagrams without looking for meaning in them', async () => {
    const diagram = `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d">
      <bpmndi:BPMNPlane id="plane" bpmnElement="process"><bpmndi:BPMNShape id="shape" bpmnElement="gone">
      <dc:Bounds xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" x="1" y="1" width="1" height="1"/>
      </bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
    const { graphs, problems } = await compileModel(
      bpmn('<task id="a"/>').replace('</definitions>', `${diagram}</definitions>`),
    );

    expect(graphs).to.have.length(1);
    expect(problems.map(({ rule, severity }) => `${severity} ${rule}`)).to.deep.equal(['warning unresolved-reference']);
  });
});
