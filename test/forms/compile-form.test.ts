import { expect } from 'chai';
import { workingDaysOf } from '../../engine/core/working-days.ts';
import { compileForm } from '../../engine/forms/compile-form.ts';
import type { Form } from '../../engine/forms/form.ts';
import { residentCheckOf } from '../../engine/identity/check-characters.ts';
import { CHINA_ONLY } from '../../engine/sla/calendars.ts';

type Component = Readonly<Record<string, unknown>>;

const jsonOf = (components: readonly unknown[], head: Component = {}): string =>
  JSON.stringify({ type: 'default', id: 'f', schemaVersion: 16, components, ...head });

function formOf(...components: Component[]): Form {
  const form = compileForm(jsonOf(components));
  if (!form.ok) throw new Error(`Expected a form, but: ${JSON.stringify(form.failure)}`);
  return form.value;
}

/** A number that is right in everything but that no province has its first digits. */
const NOBODYS_PROVINCE = `58010519900101001${residentCheckOf('58010519900101001')}`;

const field = (type: string, key: string, more: Component = {}): Component => ({
  type,
  key,
  id: `Field_${key}`,
  ...more,
});

const options = (...values: unknown[]): Component => ({
  values: values.map((value) => ({ label: String(value), value })),
});

const paths = (form: Form, values: Readonly<Record<string, unknown>>): string[] =>
  form.validate(values).map(({ path }) => path);

const problemsOf = (content: string): string[] => {
  const form = compileForm(content);
  if (form.ok) throw new Error('Expected the form to be refused, but it was compiled.');
  expect(form.failure.code).to.equal('form-schema-invalid');
  return (form.failure.fields ?? []).map(({ path, message }) => `${path}: ${message}`);
};

describe('compileForm', () => {
  it('should name the variables the form may write, and keep the JSON as deployed', () => {
    const form = formOf(field('textfield', 'name'), field('number', 'amount'), { type: 'text', text: '# Title' });

    expect(form.key).to.equal('f');
    expect(form.fields).to.deep.equal(['name', 'amount']);
    expect(form.schema).to.have.property('components');
  });

  describe('fields', () => {
    const OK: readonly (readonly [string, Component, unknown])[] = [
      ['textfield', {}, 'x'],
      ['textarea', { validate: { minLength: 2, maxLength: 3 } }, '三个字'],
      ['textfield', { validate: { pattern: '^\\d{18}$' } }, '123456789012345678'],
      ['textfield', { validate: { validationType: 'email' } }, 'zhang.san@example.com'],
      ['textfield', { validate: { validationType: 'phone' } }, '+86 592 1234567'],
      ['textfield', { validate: { validationType: 'phone' } }, '13800138000'],
      ['number', { validate: { min: 1, max: 5 } }, 5],
      ['number', { validate: { min: '1' } }, 1],
      ['number', { decimalDigits: 2 }, 0.07],
      ['number', { increment: 0.1 }, 0.3],
      ['number', { decimalDigits: 2, serializeToString: true, validate: { min: 0 } }, '12.50'],
      ['checkbox', {}, false],
      ['radio', options('a', 'b'), 'a'],
      ['select', options(1, true, { code: 7 }), { code: 7 }],
      ['select', { valuesKey: 'dynamic' }, 'anything'],
      ['checklist', options('a', 'b'), ['b', 'a']],
      ['taglist', options('a'), []],
      ['datetime', { subtype: 'date' }, '2028-02-29'],
      ['datetime', { subtype: 'time' }, '09:30'],
      ['datetime', { subtype: 'time' }, '09:30+08:00'],
      ['datetime', { subtype: 'datetime' }, '2026-03-01T09:30Z'],
    ];
    for (const [type, more, value] of OK) {
      it(`should let ${JSON.stringify(value)} into ${type} ${JSON.stringify(more)}`, () => {
        expect(formOf(field(type, 'x', more)).validate({ x: value })).to.deep.equal([]);
      });
    }

    const BAD: readonly (readonly [string, Component, unknown])[] = [
      ['textfield', {}, 5],
      ['textfield', {}, { $gt: '' }],
      ['textarea', { validate: { minLength: 2 } }, 'a'],
      ['textarea', { validate: { maxLength: 3 } }, '四个字了'],
      ['textfield', { validate: { pattern: '^\\d{18}$' } }, '12345678901234567X'],
      ['textfield', { validate: { validationType: 'email' } }, 'a@b@c'],
      ['textfield', { validate: { validationType: 'email' } }, 'a b@c.d'],
      ['textfield', { validate: { validationType: 'phone' } }, 'none'],
      ['number', {}, '5'],
      ['number', { validate: { min: 1 } }, 0],
      ['number', { validate: { max: 5 } }, 5.1],
      ['number', { decimalDigits: 2 }, 0.071],
      ['number', { decimalDigits: 0 }, 1e-7],
      ['number', { increment: 0.1 }, 0.35],
      ['number', { decimalDigits: 2, serializeToString: true }, '12.505'],
      ['number', { serializeToString: true, validate: { max: 5 } }, '6'],
      ['number', { serializeToString: true }, 'NaN'],
      ['checkbox', {}, 'true'],
      ['radio', options('a', 'b'), 'c'],
      ['select', options(1), '1'],
      ['checklist', options('a', 'b'), ['a', 'a']],
      ['checklist', options('a', 'b'), ['c']],
      ['checklist', options('a', 'b'), 'a'],
      ['datetime', { subtype: 'date' }, '2026-02-29'],
      ['datetime', { subtype: 'date' }, '2026-3-1'],
      ['datetime', { subtype: 'time' }, '24:00'],
      ['datetime', { subtype: 'datetime' }, '2026-03-01 09:30'],
    ];
    for (const [type, more, value] of BAD) {
      it(`should keep ${JSON.stringify(value)} out of ${type} ${JSON.stringify(more)}`, () => {
        const problems = formOf(field(type, 'x', more)).validate({ x: value });

        expect(problems).not.to.deep.equal([]);
        for (const { path, message, messageZh } of problems) {
          expect(path).to.match(/^x/);
          expect(message).to.match(/^Expected/);
          expect(messageZh).to.match(/\p{Script=Han}/u);
        }
      });
    }

    for (const blank of [null, '', undefined]) {
      it(`should take ${JSON.stringify(blank)} for a field that is not filled in`, () => {
        const optional = formOf(field('textfield', 'x', { validate: { minLength: 5 } }), field('number', 'n'));
        const required = formOf(field('textfield', 'x', { validate: { required: true, minLength: 5 } }));

        expect(optional.validate({ x: blank, n: blank })).to.deep.equal([]);
        expect(required.validate({ x: blank })).to.deep.equal([
          { path: 'x', message: 'Expected a value, but it is missing.', messageZh: '必填，但未填写。' },
        ]);
      });
    }

    it('should want a required checkbox ticked and a required list filled', () => {
      const form = formOf(
        field('checkbox', 'agree', { validate: { required: true } }),
        field('checklist', 'list', { ...options('a'), validate: { required: true } }),
      );

      expect(paths(form, { agree: false, list: [] })).to.deep.equal(['agree', 'list']);
      expect(paths(form, { agree: true, list: ['a'] })).to.deep.equal([]);
    });

    it('should match a hostile text against a hostile pattern in no time', () => {
      const form = formOf(field('textfield', 'x', { validate: { pattern: '^(a+)+$' } }));

      expect(paths(form, { x: `${'a'.repeat(5_000)}!` })).to.deep.equal(['x']);
      expect(paths(form, { x: 'aaaa' })).to.deep.equal([]);
    });
  });

  it('should refuse what the form does not have', () => {
    const form = formOf(field('textfield', 'x'));

    expect(paths(form, { x: 'a', approved: true })).to.deep.equal(['approved']);
    expect(paths(form, JSON.parse('{"__proto__": {"x": 1}}') as Component)).to.deep.equal(['__proto__']);
  });

  for (const name of ['disabled', 'readonly']) {
    it(`should refuse a value for a ${name} field, and not want one`, () => {
      const form = formOf(
        field('textfield', 'x', { [name]: true, validate: { required: true } }),
        field('number', 'y'),
      );

      expect(form.validate({ x: 'forged' })).to.deep.equal([
        {
          path: 'x',
          message: 'Expected no value for a field that cannot be written, but there is one.',
          messageZh: '该字段不可填写，但提交了值。',
        },
      ]);
      expect(form.validate({ y: 1 })).to.deep.equal([]);
    });
  }

  describe('nesting', () => {
    const form = formOf(
      field('textfield', 'address.city', { validate: { required: true } }),
      { type: 'group', id: 'g', path: 'address', components: [field('textfield', 'street')] },
      { type: 'group', id: 'plain', components: [field('number', 'amount')] },
      {
        type: 'dynamiclist',
        id: 'list',
        path: 'partners',
        components: [
          field('textfield', 'name', { validate: { required: true } }),
          field('number', 'share', { validate: { max: 100 } }),
        ],
      },
    );

    it('should follow keys with dots, groups with and without a path, and dynamic lists', () => {
      const values = {
        address: { city: '厦门', street: '湖滨' },
        amount: 5,
        partners: [{ name: '甲', share: 60 }, { name: '乙' }],
      };

      expect(form.fields).to.deep.equal(['address', 'amount', 'partners']);
      expect(form.validate(values)).to.deep.equal([]);
    });

    it('should say where a problem is', () => {
      const values = {
        address: { street: 5, zip: '361000' },
        partners: [{ share: 60 }, { name: '乙', share: 101 }, 'no'],
      };

      expect(paths(form, values)).to.have.members([
        'address.street',
        'address.zip',
        'address.city',
        'partners[0].name',
        'partners[1].share',
        'partners[2]',
        'partners[2].name',
      ]);
    });

    it('should want required fields inside a group that is absent, and none of a list without entries', () => {
      expect(paths(form, {})).to.deep.equal(['address.city']);
      expect(paths(form, { address: null, partners: [] })).to.deep.equal(['address.city']);
    });
  });

  describe('hidden fields', () => {
    const hide = (condition: string): Component => ({ conditional: { hide: condition } });
    const required = { validate: { required: true } };
    const form = formOf(
      field('radio', 'result', options('ok', 'no')),
      field('textarea', 'reason', { ...required, ...hide('=result != "no"') }),
      { type: 'group', id: 'g', ...hide('=result != "ok"'), components: [field('textfield', 'number', required)] },
      field('textfield', 'elsewhere', { ...required, ...hide('=status = "draft"') }),
    );

    it('should want a required field when it is shown', () => {
      expect(paths(form, { result: 'no' })).to.deep.equal(['reason']);
      expect(paths(form, { result: 'ok' })).to.deep.equal(['number']);
    });

    it('should refuse a value for a field that is hidden', () => {
      expect(paths(form, { result: 'ok', number: '1', reason: '…' })).to.deep.equal(['reason']);
      expect(paths(form, { result: 'ok', number: '1', reason: '' })).to.deep.equal([]);
    });

    it('should leave to the client what depends on variables that are not of the form', () => {
      expect(paths(form, { result: 'no', reason: 'x', elsewhere: 'y' })).to.deep.equal([]);
    });
  });

  describe('refuses at deployment', () => {
    it('should refuse what is no form', () => {
      expect(problemsOf('{')).to.have.length(1);
      expect(problemsOf('[]')).to.deep.equal([': it is not a JSON object']);
      expect(problemsOf('{}')).to.have.length(3);
      expect(problemsOf(jsonOf([], { schemaVersion: 8 }))).to.deep.equal([
        'schemaVersion: its schemaVersion is not 9 or later',
      ]);
    });

    const WRONG: readonly (readonly [string, Component])[] = [
      ['its type "signature" is not supported', field('signature', 'x')],
      ['it has no key', { type: 'textfield', id: 'Field_x' }],
      ['it has no path', { type: 'dynamiclist', id: 'Field_x', components: [] }],
      ['it has no options', field('radio', 'x')],
      ['minLength is not a number', field('textfield', 'x', { validate: { minLength: '=limit' } })],
      ['its validation "custom" is not supported', field('textfield', 'x', { validate: { custom: true } })],
      ['its condition "=(" is not FEEL', field('textfield', 'x', { conditional: { hide: '=(' } })],
      ['"__proto__" cannot be a name', field('textfield', '__proto__', { id: 'Field_x' })],
      ['"readonly" as an expression is not supported', field('textfield', 'x', { readonly: '=a' })],
      ['"day" is neither date, time nor datetime', field('datetime', 'x', { subtype: 'day' })],
    ];
    for (const [message, component] of WRONG) {
      it(`should refuse a component because ${message}`, () => {
        expect(problemsOf(jsonOf([component]))).to.deep.equal([`Field_x: ${message}`]);
      });
    }

    it('should refuse patterns it cannot match', () => {
      for (const pattern of ['(?=a)', '(a', '(a)\\1']) {
        expect(problemsOf(jsonOf([field('textfield', 'x', { validate: { pattern } })]))).to.have.length(1);
      }
    });

    it('should refuse keys that are used twice or stand in each other’s way, and report everything at once', () => {
      const problems = problemsOf(
        jsonOf([field('number', 'a'), field('number', 'a', { id: 'two' }), field('number', 'a.b', { id: 'three' }), 7]),
      );

      expect(problems).to.deep.equal([
        'two: its key "a" is used twice',
        'three: "a" is both a field and a group',
        'f: a component is not an object',
      ]);
    });
  });

  it('should keep an identity number that is mistyped, and tell the clerk', () => {
    const form = formOf(field('textfield', 'id', { properties: { identity: 'resident-id residence-permit' } }));

    expect(paths(form, { id: '110105194912310021' })).to.deep.equal([]);
    expect(form.doubts({ id: '110105194912310021' }).map(({ path }) => path)).to.deep.equal(['id']);
    expect(form.doubts({ id: '11010519491231002X' })).to.deep.equal([]);
    expect(form.doubts({ id: '810000199408230021' })).to.deep.equal([]);
    expect(form.doubts({ id: NOBODYS_PROVINCE }).map(({ path }) => path)).to.deep.equal(['id']);
    expect(form.doubts({ id: '' })).to.deep.equal([]);
    expect(form.doubts({ id: 17, other: 'x' })).to.deep.equal([]);
  });

  it('should refuse it where the form says so, also inside lists', () => {
    const properties = { identity: 'credit-code', identityPolicy: 'refuse' };
    const form = formOf({
      type: 'dynamiclist',
      path: 'rows',
      id: 'rows',
      components: [field('textfield', 'code', { properties })],
    });

    expect(paths(form, { rows: [{ code: '91350100M000100Y43' }, { code: '91350100M000100Y44' }] })).to.deep.equal([
      'rows[1].code',
    ]);
    expect(form.doubts({ rows: [{ code: '91350100M000100Y44' }] })).to.deep.equal([]);
  });

  it('should refuse a form that asks for a number nobody knows', () => {
    const problems = problemsOf(
      jsonOf([
        field('textfield', 'a', { properties: { identity: 'library-card' } }),
        field('textfield', 'b', { properties: { identity: 'credit-code', identityPolicy: 'maybe' } }),
        field('number', 'c', { properties: { identity: 'credit-code' } }),
      ]),
    );

    expect(problems.map((problem) => problem.split(':')[0])).to.deep.equal(['Field_a', 'Field_b', 'Field_c']);
  });

  describe('checks', () => {
    const said = { checkText: '应在开始之后', checkTextEn: 'It has to be after the begin.' };
    const later = { ...said, check: '=end > begin' };

    it('should refuse what does not meet the check of its field, in the words of the form', () => {
      const form = formOf(field('number', 'begin'), field('number', 'end', { properties: later }));

      expect(form.validate({ begin: 1, end: 2 })).to.deep.equal([]);
      expect(form.validate({ begin: 2, end: 2 })).to.deep.equal([
        { path: 'end', message: 'It has to be after the begin.', messageZh: '应在开始之后' },
      ]);
    });

    it('should refuse what cannot be told, and ask nothing of a field that is empty or wrong already', () => {
      const form = formOf(
        field('number', 'begin'),
        field('number', 'end', { validate: { max: 9 }, properties: later }),
      );

      expect(paths(form, { end: 2 })).to.deep.equal(['end']);
      expect(paths(form, { begin: 1 })).to.deep.equal([]);
      expect(form.validate({ begin: 20, end: 10 })).to.have.length(1);
    });

    it('should know what the case knows, the day and the calendar; what was filled in comes first', () => {
      const check = '=working day count(today(), date(on)) >= least and who != "me"';
      const form = formOf(field('textfield', 'on', { properties: { ...said, check } }), field('textfield', 'who'));
      const around = {
        now: Date.parse('2026-09-30T10:00:00+08:00'),
        workingDays: workingDaysOf(() => CHINA_ONLY.of([], 0)),
        variables: { least: 2, who: 'me' },
      };

      const judged = ['2026-10-08', '2026-10-09'].map((on) => form.validate({ on, who: 'you' }, around).length);
      expect(judged).to.deep.equal([1, 0]);
      expect(form.validate({ on: '2026-10-09' }, around)).to.have.length(1);
    });

    it('should refuse a form whose check is no FEEL, says nothing, or stands in a list', () => {
      const inList = { type: 'dynamiclist', path: 'rows', id: 'rows' };
      const problems = problemsOf(
        jsonOf([
          field('textfield', 'a', { properties: { ...said, check: '=a >' } }),
          field('textfield', 'b', { properties: { check: '=b != null', checkText: '填写' } }),
          { ...inList, components: [field('textfield', 'c', { properties: { ...said, check: '=c != null' } })] },
        ]),
      );

      expect(problems.map((problem) => problem.split(':')[0])).to.deep.equal(['Field_a', 'Field_b', 'Field_c']);
    });
  });
});
