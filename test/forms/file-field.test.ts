import { expect } from 'chai';
import { compileForm } from '../../engine/forms/compile-form.ts';
import { type AttachedFile, fileProblems } from '../../engine/forms/file-field.ts';
import type { Form } from '../../engine/forms/form.ts';

type Json = Readonly<Record<string, unknown>>;

const picker = (key: string, more: Json = {}): Json => ({
  type: 'filepicker',
  key,
  id: `Field_${key}`,
  properties: { level: '1' },
  ...more,
});
const compile = (...components: Json[]) =>
  compileForm(JSON.stringify({ type: 'default', id: 'f', schemaVersion: 18, components }));
function formOf(...components: Json[]): Form {
  const form = compile(...components);
  if (!form.ok) throw new Error(`Expected a form, but: ${JSON.stringify(form.failure)}`);
  return form.value;
}
const reasons = (component: Json): (string | undefined)[] => {
  const form = compile(component);
  return form.ok ? [] : (form.failure.fields ?? []).map(({ message }) => message);
};

const FILES = new Map<string, AttachedFile>([
  ['pdf', { name: '申请书.PDF', type: 'application/pdf', level: 'internal' }],
  ['png', { name: 'plan.png', type: 'image/png', level: 'sensitive' }],
]);
const found = (form: Form, values: Json): string[] =>
  form.files.flatMap((field) =>
    fileProblems(values, field, (id) => FILES.get(id)).map(({ path, message }) => `${path}: ${message.slice(0, 35)}`),
  );

describe('fields that ask for files', () => {
  it('should take one id unless it asks for several, and none twice', () => {
    const form = formOf(picker('one'), picker('all', { multiple: true }));
    const wrong = (values: Json) => form.validate(values).map(({ path }) => path);

    expect(wrong({ one: ['pdf'], all: ['pdf', 'png'] })).to.deep.equal([]);
    expect(wrong({ one: null, all: [] })).to.deep.equal([]);
    expect(wrong({ one: ['pdf', 'png'] })).to.deep.equal(['one']);
    expect(wrong({ one: 'pdf' })).to.deep.equal(['one']);
    expect(wrong({ all: ['pdf', 'pdf'] })).to.deep.equal(['all']);
    expect(wrong({ all: [7, ''] })).to.deep.equal(['all[0]', 'all[1]']);
  });

  it('should want a file where one is required, and none where it is only read', () => {
    const form = formOf(picker('plan', { validate: { required: true } }));
    const read = form.narrowed([{ name: 'plan', right: 'read' }]);
    const hidden = form.narrowed([{ name: 'plan', right: 'hidden' }]);

    expect(form.validate({ plan: [] }).map(({ path }) => path)).to.deep.equal(['plan']);
    expect(read.validate({ plan: ['pdf'] }).map(({ path }) => path)).to.deep.equal(['plan']);
    expect([read.files, hidden.files, hidden.fields]).to.deep.equal([[], [], []]);
  });

  it('should know a kind by the extension, the media type and its family, whatever the case of letters', () => {
    for (const [accept, good] of [
      ['.pdf', ['pdf']],
      ['.PDF, image/*', ['pdf', 'png']],
      ['image/png', ['png']],
      ['application/pdf', ['pdf']],
      ['', ['pdf', 'png']],
      [' , ', ['pdf', 'png']],
    ] as const) {
      const form = formOf(picker('plan', { accept, multiple: true }));

      const taken = [...FILES.keys()].filter((id) => found(form, { plan: [id] }).length === 0);

      expect(taken, accept).to.deep.equal(good);
    }
  });

  it('should say of each file what is wrong with it, in groups and lists too', () => {
    const form = formOf(
      { type: 'group', path: 'site', components: [picker('plan', { accept: 'image/*' })] },
      { type: 'dynamiclist', path: 'people', components: [picker('card', { properties: { level: '3' } })] },
    );

    const problems = found(form, {
      site: { plan: ['pdf'] },
      people: [{ card: ['png'] }, { card: ['pdf'] }, { card: ['none', '__proto__'] }, {}, 7],
    });

    expect(problems).to.deep.equal([
      'site.plan[0]: Expected a file of the kind image/*',
      'people[1].card[0]: Expected a file that is attached as',
      'people[2].card[0]: Expected the id of an attachment of',
      'people[2].card[1]: Expected the id of an attachment of',
    ]);
  });

  it('should be refused where the server could not tell what it lets in', () => {
    expect(reasons(picker('x', { multiple: '=many' }))).to.deep.equal(['"multiple" as an expression is not supported']);
    expect(reasons(picker('x', { accept: '=kinds' }))[0]).to.match(/^"=kinds" in "accept" is neither/);
    expect(reasons(picker('x', { accept: '.pdf,.*' }))[0]).to.match(/^"\.\*" in "accept"/);
    expect(reasons({ ...picker('x'), key: '' })).to.deep.equal(['it has no key']);
  });

  it('should be written as JSON Schema: an array of attachments', () => {
    const schemaOf = (more: Json) =>
      compileForm(
        JSON.stringify({
          $id: 'f',
          type: 'object',
          properties: {
            plan: { type: 'array', items: { type: 'string', format: 'attachment' }, 'x-level': 2, ...more },
          },
        }),
      );

    const one = schemaOf({ maxItems: 1, 'x-accept': '.pdf' });
    const several = schemaOf({});

    if (!one.ok || !several.ok) throw new Error('Expected both to be forms.');
    expect(one.value.files.map(({ rule }) => rule.accept)).to.deep.equal([['.pdf']]);
    expect(one.value.validate({ plan: ['a', 'b'] })).to.have.length(1);
    expect(several.value.validate({ plan: ['a', 'b'] })).to.deep.equal([]);
    expect(schemaOf({ maxItems: 3 }).ok).to.equal(false);
  });
});
