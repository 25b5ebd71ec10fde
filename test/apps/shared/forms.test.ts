import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { fieldsOf, localiseForm } from '../../../apps/shared/forms/localise-form.ts';
import { FORM_TEXTS_ZH, translateForm } from '../../../apps/shared/forms/translations.ts';

const SCHEMA = {
  type: 'default',
  components: [
    { type: 'text', id: 'T', text: '# 申请', properties: { textEn: '# Application' } },
    {
      type: 'group',
      id: 'G',
      components: [
        {
          type: 'select',
          id: 'F',
          key: 'way',
          label: '方式',
          properties: { labelEn: 'Way' },
          values: [
            { value: 'post', label: '邮寄', labelEn: 'Post' },
            { value: 'pickup', label: '自取' },
          ],
        },
      ],
    },
    { type: 'textfield', id: 'N', key: 'note', label: '' },
  ],
};

describe('a form in the reader’s language', () => {
  it('should be left alone in Chinese', () => {
    expect(localiseForm(SCHEMA, 'zh')).to.equal(SCHEMA);
  });

  it('should take the English twins, also inside groups and of choices', () => {
    const english = localiseForm(SCHEMA, 'en') as typeof SCHEMA;

    expect(english.components[0]).to.include({ text: '# Application' });
    expect(fieldsOf(english)[0]).to.deep.include({ id: 'F', key: 'way', label: 'Way' });
    expect(fieldsOf(english)[0]?.choices).to.deep.equal(
      new Map([
        ['post', 'Post'],
        ['pickup', '自取'],
      ]),
    );
  });

  it('should call a day by its own label, in either language', () => {
    const day = { type: 'datetime', id: 'D', key: 'since', dateLabel: '租期起', properties: { labelEn: 'Lease from' } };
    const schema = { type: 'default', components: [day] };

    expect(fieldsOf(schema)[0]?.label).to.equal('租期起');
    expect(fieldsOf(localiseForm(schema, 'en'))[0]?.label).to.equal('Lease from');
    expect(localiseForm(schema, 'en')).to.have.nested.property('components[0].dateLabel', 'Lease from');
  });

  it('should not change the schema it was given', () => {
    const before = JSON.stringify(SCHEMA);

    localiseForm(SCHEMA, 'en');

    expect(JSON.stringify(SCHEMA)).to.equal(before);
  });

  it('should name a field without a label by its key', () => {
    expect(fieldsOf(SCHEMA).map(({ label }) => label)).to.deep.equal(['方式', 'note']);
  });

  it('should leave no Chinese in the English forms of the processes', () => {
    const forms = readdirSync('processes', { recursive: true, withFileTypes: true }).filter(({ name }) =>
      name.endsWith('.form'),
    );
    const chinese = forms.flatMap(({ parentPath, name }) => {
      const schema: unknown = JSON.parse(readFileSync(join(parentPath, name), 'utf8'));
      return fieldsOf(localiseForm(schema, 'en'))
        .flatMap(({ label, choices }) => [label, ...choices.values()])
        .filter((text) => /[\u4e00-\u9fff]/.test(text))
        .map((text) => `${name}: ${text}`);
    });

    expect(forms).to.not.have.length(0);
    expect(chinese, 'add labelEn').to.deep.equal([]);
  });
});

describe('what the form viewer says', () => {
  it('should have a Chinese text for each of its own', () => {
    const viewer = readFileSync('node_modules/@bpmn-io/form-js-viewer/dist/index.es.js', 'utf8');
    const EXAMPLES_AND_DEFECTS = /^HELLO|^binding path/;

    const said = [...viewer.matchAll(/translate\((['"`])((?:(?!\1).)+)\1/g)].map(([, , text = '']) => text);
    const missing = [...new Set(said)].filter((text) => !(text in FORM_TEXTS_ZH) && !EXAMPLES_AND_DEFECTS.test(text));

    expect(said).to.have.length.above(30);
    expect(missing).to.deep.equal([]);
  });

  it('should fill in parameters and keep unknown texts', () => {
    const translate = translateForm(FORM_TEXTS_ZH);

    expect(translate('Field must have minimum value of {value}.', { value: 0 })).to.equal('不得小于 0。');
    expect(translate('Unknown {thing}', {})).to.equal('Unknown {thing}');
  });
});
