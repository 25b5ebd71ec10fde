import { expect } from 'chai';
import { DOCUMENT_KINDS, type DocumentKind, type DocumentParams } from '../../engine/core/proceedings.ts';
import { makeDocument } from '../../engine/documents/make.ts';
import { renderDocument } from '../../engine/documents/render.ts';
import { TEMPLATES } from '../../engine/documents/templates.ts';

const documentOf = (kind: DocumentKind, params: DocumentParams) =>
  makeDocument({ id: 'd', kind, params, at: Date.UTC(2026, 11, 31, 17), by: 'wang', department: 'market' }, 7);

describe('documents/render', () => {
  it('should number by the year on the wall clock of the zone', () => {
    expect(documentOf('grant', {}).number).to.equal('准许〔2027〕7号');
  });

  for (const language of ['zh', 'en'] as const) {
    it(`should print everything that is missing with its reason, in ${language}`, () => {
      const materials = [{ material: '申请书', result: 'defective', reason: '未签字 <b>' }];
      const html = renderDocument(documentOf('supplement', { materials, correctionDays: 15, applicant: '张三 <i>' }), {
        language,
        organ: '市场监管局',
      });

      expect(html).to.contain('张三 &lt;i&gt;').and.to.not.contain('<i>');
      expect(html).to.contain('申请书').and.to.contain('未签字 &lt;b&gt;').and.to.contain('15');
      expect(html).to.contain(language === 'zh' ? '<td>不合格</td>' : '<td>not in order</td>');
      expect(html).to.contain('2027-01-01').and.to.contain('市场监管局');
      expect(html).to.not.match(/[{}]\w|\{[#?]/);
    });
  }

  it('should leave out what nothing is said about, and no scripts come through', () => {
    const plain = renderDocument(documentOf('acceptance', {}), { language: 'zh', organ: '<script>' });

    expect(plain).to.not.contain('容缺').and.to.not.contain('<script>');
    const promises = [{ material: '场地证明', dueAt: '2026-02-10' }];
    expect(renderDocument(documentOf('acceptance', { promises }), { language: 'zh', organ: '' })).to.contain('容缺');
  });

  it('should be a sheet on paper, and as wide as a telephone there', () => {
    const html = renderDocument(documentOf('acceptance', {}), { language: 'zh', organ: '' });

    expect(html)
      .to.contain('size: A4')
      .and.to.match(/<meta name="viewport" content="width=device-width/);
  });

  it('should have a title, a word and both languages for every kind', () => {
    const words = new Set(DOCUMENT_KINDS.map((kind) => TEMPLATES[kind].word));

    expect(words.size).to.equal(DOCUMENT_KINDS.length);
    for (const kind of DOCUMENT_KINDS) {
      const { title, paragraphs, required } = TEMPLATES[kind];
      for (const { zh, en } of [title, ...paragraphs]) expect(zh !== '' && en !== '').to.equal(true);
      for (const name of required)
        expect(
          paragraphs.some(({ zh, en }) => zh.includes(name) && en.includes(name)),
          `${kind} ${name}`,
        ).to.equal(true);
    }
  });
});
