import { expect } from 'chai';
import { compileForm } from '../../../engine/forms/compile-form.ts';
import { checkForm } from '../../../modeler/forms/check-form.ts';
import {
  addField,
  changeField,
  changeWithin,
  FIELD_TYPES,
  fieldsWithin,
  formText,
  moveField,
  newForm,
  optionsOf,
  optionsText,
  readForm,
  removeField,
  titleIn,
} from '../../../modeler/forms/form-edit.ts';
import { chosenCheck, knownChecks, saysCheck } from '../../../modeler/forms/known-checks.ts';

const empty = newForm('apply');
const keys = (form: typeof empty) => fieldsWithin(form).map(({ field }) => field.key ?? field.type);

describe('modeler/forms', () => {
  for (const type of FIELD_TYPES) {
    it(`should add a field that the server takes: ${type}`, () => {
      const { form } = addField(empty, type, { label: '字段' });

      const compiled = compileForm(formText(form));

      expect(compiled.ok).to.equal(true);
      expect(checkForm(form, 'en')).to.deep.equal([]);
    });
  }

  it('should keep the authoritative source of a field as it was said, and take it away again', () => {
    const { form, id } = addField(empty, 'textfield', { label: '低保' });
    const source = 'civil-affairs.check-low-income#certified';
    const said = changeWithin(form, id, { part: 'properties', change: { source } });
    const again = readForm(formText(said));
    const taken = changeWithin(said, id, { part: 'properties', change: { source: undefined } });

    expect(again).to.deep.equal(said);
    expect(fieldsWithin(said)[0]?.field.properties).to.deep.equal({ level: '1', source });
    expect(taken).to.deep.equal(form);
    expect(checkForm(said, 'en')).to.deep.equal([]);
  });

  it('should add after what is chosen, inside a group that is chosen, and give each its own key', () => {
    const first = addField(empty, 'textfield', { label: 'a' });
    const group = addField(first.form, 'group', { label: 'g' });
    const inside = addField(group.form, 'number', { label: 'n', after: group.id });
    const between = addField(inside.form, 'checkbox', { label: 'c', after: first.id });

    expect(keys(between.form)).to.deep.equal(['field_1', 'field_3', 'group', 'field_2']);
    expect(fieldsWithin(between.form).map(({ depth }) => depth)).to.deep.equal([0, 0, 0, 1]);
  });

  it('should write what is said of a field so that the server checks it, and take it away again', () => {
    const { form, id } = addField(empty, 'textfield', { label: 'a' });
    const strict = changeWithin(form, id, { part: 'validate', change: { required: true, minLength: 3 } });
    const loose = changeWithin(strict, id, { part: 'validate', change: { required: undefined, minLength: undefined } });
    const problems = (one: typeof form, value: string) => {
      const compiled = compileForm(formText(one));
      return compiled.ok ? compiled.value.validate({ field_1: value }).length : -1;
    };

    expect([problems(strict, 'ab'), problems(strict, ''), problems(strict, 'abc')]).to.deep.equal([1, 1, 0]);
    expect(problems(loose, '')).to.equal(0);
    expect(fieldsWithin(loose)[0]?.field).to.not.have.property('validate');
  });

  for (const type of ['textfield', 'number', 'datetime'] as const) {
    it(`should offer checks for a ${type} that the server takes, each in both languages, and take them away again`, () => {
      const { form, id } = addField(empty, type, { label: '字段' });
      const field = fieldsWithin(form)[0]?.field ?? { id, type };
      const checks = knownChecks(field);

      expect(checks).to.not.have.length(0);
      for (const check of checks) {
        const said = changeWithin(form, id, { part: 'properties', change: saysCheck(field, check) });
        const found = fieldsWithin(said)[0]?.field ?? field;
        expect(checkForm(said, 'en'), check.id).to.deep.equal([]);
        expect(chosenCheck(found)?.id).to.equal(check.id);
        expect(
          changeWithin(said, id, { part: 'properties', change: saysCheck(found, undefined) }),
          check.id,
        ).to.deep.equal(form);
      }
    });
  }

  it('should refuse a value that does not meet the chosen check, in the words of the check', () => {
    const { form, id } = addField(empty, 'textfield', { label: '身份证' });
    const field = fieldsWithin(form)[0]?.field ?? { id, type: 'textfield' };
    const check = knownChecks(field).find((one) => one.id === 'resident-id');
    const said = changeWithin(form, id, { part: 'properties', change: saysCheck(field, check) });
    const compiled = compileForm(formText(said));
    const problems = (value: string) => (compiled.ok ? compiled.value.validate({ field_1: value }) : ['no form']);

    expect(problems('11010519491231002X')).to.deep.equal([]);
    expect(problems('110105194912310021')).to.deep.equal([
      { path: 'field_1', message: check?.text.en, messageZh: check?.text.zh },
    ]);
  });

  it('should say that a check lacks its texts, or is no FEEL', () => {
    const { form, id } = addField(empty, 'textfield', { label: 'a' });
    const without = changeWithin(form, id, { part: 'properties', change: { check: '=field_1 != "x"' } });
    const wrong = changeWithin(without, id, { part: 'properties', change: { check: '=field_1 !' } });

    expect(checkForm(without, 'en').join()).to.contain('checkText');
    expect(checkForm(wrong, 'en').join()).to.contain('not FEEL');
  });

  it('should keep what it has no control for', () => {
    const text = JSON.stringify({
      ...empty,
      exporter: 'x',
      components: [{ id: 'a', type: 'textfield', key: 'a', layout: { row: 'r' } }],
    });
    const form = readForm(text);

    const changed = form && changeField(form, 'a', { label: 'L' });

    expect(changed).to.deep.include({ exporter: 'x' });
    expect(changed?.components[0]).to.deep.equal({
      id: 'a',
      type: 'textfield',
      key: 'a',
      layout: { row: 'r' },
      label: 'L',
    });
  });

  it('should move and remove fields, and stop at the edges', () => {
    const a = addField(empty, 'textfield', { label: 'a' });
    const b = addField(a.form, 'number', { label: 'b' });

    expect(keys(moveField(b.form, b.id, -1))).to.deep.equal(['field_2', 'field_1']);
    expect(moveField(b.form, b.id, 1)).to.deep.equal(b.form);
    expect(keys(removeField(b.form, a.id))).to.deep.equal(['field_2']);
  });

  it('should read options as they are written, with what else they say', () => {
    const field = {
      id: 'a',
      type: 'select',
      values: [
        { value: 'x', label: '甲', labelEn: 'A' },
        { value: 2, label: '2' },
      ],
    };

    expect(optionsText(field)).to.equal('x = 甲\n2');
    expect(optionsOf('x = 乙\n2\ny', field)).to.deep.equal([
      { value: 'x', label: '乙', labelEn: 'A' },
      { value: 2, label: '2' },
      { value: 'y', label: 'y' },
    ]);
  });

  it('should name a field without a data level', () => {
    const { form, id } = addField(empty, 'textfield', { label: '姓名' });

    expect(
      checkForm(changeWithin(form, id, { part: 'properties', change: { level: undefined } }), 'zh').join(),
    ).to.contain('姓名');
  });

  it('should call a field as its reader does, and without what is for its look', () => {
    const field = (said: object) => ({ id: 'f', type: 'text', ...said });

    expect(titleIn(field({ label: '姓名', properties: { labelEn: 'Name' } }), 'en')).to.equal('Name');
    expect(titleIn(field({ label: '姓名', properties: { labelEn: 'Name' } }), 'zh')).to.equal('姓名');
    expect(titleIn(field({ text: '# 申请', properties: { textEn: '# Application' } }), 'en')).to.equal('Application');
    expect(titleIn(field({ text: '# 申请' }), 'en')).to.equal('申请');
    expect(titleIn(field({ key: 'name' }), 'en')).to.equal('name');
  });

  it('should take no file for a form that is none, whatever it holds', () => {
    const deep = Array.from({ length: 40 }).reduce<object>(
      (inner) => ({ id: 'g', type: 'group', components: [inner] }),
      {
        id: 'f',
        type: 'text',
      },
    );
    const files = [
      '',
      'null',
      '[]',
      '{"id":1,"components":[]}',
      '{"id":"x","components":{}}',
      '{"id":"x","components":[null]}',
      '{"id":"x","components":["<script>"]}',
      '{"id":"x","components":[{"type":"group","components":[1]}]}',
      JSON.stringify({ id: 'x', components: [deep] }),
    ];

    expect(files.map(readForm)).to.deep.equal(files.map(() => null));
    const form = readForm('{"id":"__proto__","__proto__":{"polluted":1},"components":[{"type":"text"}]}');
    expect(form?.id).to.equal('__proto__');
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });
});
