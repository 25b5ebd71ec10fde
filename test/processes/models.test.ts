import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import { fieldLabels } from '../../engine/forms/required-fields.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { processFolders } from './catalogue.ts';
import { organisation } from './people.ts';

/** Their names are codes, or stand nowhere. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['error', 'message', 'signal', 'escalation']);
/** What of a file of decisions people know by a name, columns and rules of tables too. */
const NAMED_DECISION =
  /<(?:(?:definitions|decision|decisionService|businessKnowledgeModel|inputData|knowledgeSource)\s[^>]*?\sname=|(?:input|output)\s[^>]*?\slabel=|rule\s)[^>]*>/g;
const CHINESE = /\p{Script=Han}/u;

interface Component {
  readonly type: string;
  readonly key?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly values?: readonly { readonly label: string; readonly labelEn?: string }[];
}

interface Item {
  readonly processKey: string;
  readonly formKey: string;
  readonly themes?: readonly unknown[];
  readonly visits?: readonly { readonly element?: string }[];
  readonly limits: readonly {
    readonly key: string;
    readonly kind: string;
    readonly legalBasis: unknown;
    readonly element: string | null;
  }[];
}

for (const { name, xml, forms } of processFolders) {
  describe(`model ${name}`, () => {
    let graph: ProcessGraph;

    before(async () => {
      const model = await compileModel(xml);
      expect(model.problems).to.deep.equal([]);
      graph = model.graphs[0] as ProcessGraph;
    });

    it('should have the name of its folder for a key', () => {
      expect(graph.key).to.equal(name);
    });

    it('should draw every node and every flow', () => {
      const drawn = new Set([...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id));

      const all = [...graph.nodes.slice(1), ...graph.flows].map(({ id }) => id);
      expect(all.filter((id) => !drawn.has(id))).to.deep.equal([]);
    });

    it('should explain every node in Chinese and in English', () => {
      const unexplained = graph.nodes.filter(({ documentation }) => {
        const [zh = '', en = ''] = (documentation ?? '').split('\n');
        return !CHINESE.test(zh) || CHINESE.test(en) || en.trim() === '';
      });

      expect(unexplained.map(({ id }) => id)).to.deep.equal([]);
    });

    it('should call in English, for English readers, whatever it names', () => {
      const named = [...xml.matchAll(/<bpmn:(\w+)\s[^>]*?\sname="[^"]*\p{Script=Han}[^"]*"[^>]*>/gu)];
      const silent = named.filter(([tag, kind = '']) => !NOT_SHOWN.has(kind) && !/ tb:nameEn="[^"]+"/.test(tag));

      expect(named).to.not.have.length(0);
      expect(silent.map(([tag]) => tag)).to.deep.equal([]);
      expect(xml).to.not.match(/(?:nameEn|organEn|purposeEn)="[^"]*\p{Script=Han}/u);
    });

    it('should say in English what data are asked for', () => {
      const asked = [...xml.matchAll(/<bpmn:\w+\s[^>]*? tb:purpose="[^>]*>/g)].map(([tag]) => tag);

      expect(asked.filter((tag) => !/ tb:purposeEn="[^"]+"/.test(tag))).to.deep.equal([]);
    });

    it('should call in English the organ, the materials, the special procedures and the reasons of suspension', () => {
      const entries = [...xml.matchAll(/<tb:(conduct|material|specialProcedure|suspensionReason)\s[^>]*>/g)];
      const silent = entries.filter(([tag, kind]) =>
        kind === 'conduct' ? / organ="/.test(tag) && !/ organEn="/.test(tag) : !/ nameEn="/.test(tag),
      );

      expect(silent.map(([tag]) => tag)).to.deep.equal([]);
    });

    it('should call in English whatever its decisions, and say whatever its notes say', () => {
      const files = readdirSync(`processes/${name}`).filter((file) => file.endsWith('.dmn'));
      const decided = files.flatMap((file) => [
        ...readFileSync(`processes/${name}/${file}`, 'utf8').matchAll(NAMED_DECISION),
      ]);
      const notes = [...xml.matchAll(/<bpmn:textAnnotation\s[^>]*>/g)];
      const silent = [...decided, ...notes].filter(([tag]) => !/ tb:nameEn="[^"\p{Script=Han}]+"/u.test(tag));

      expect(silent.map(([tag]) => tag)).to.deep.equal([]);
    });

    it('should show in lists only what its forms, or those of what it calls, have words for', () => {
      const inside = [
        graph.key,
        ...graph.nodes.flatMap(({ call }) => (call?.calledElement.kind === 'literal' ? call.calledElement.text : [])),
      ];
      const words = processFolders
        .filter((folder) => inside.includes(folder.name))
        .flatMap((folder) => folder.forms.flatMap(({ content }) => [...fieldLabels(JSON.parse(content)).keys()]));

      expect((graph.inboxVariables ?? []).filter((variable) => !words.includes(variable))).to.deep.equal([]);
    });

    it('should say of every limit of the case or a stage which department of the organisation, or of the caller, answers for it', () => {
      const known = new Set(organisation.departments.map(({ id }) => id));
      const nobodys = graph.nodes.flatMap(({ id, limits = [] }) =>
        limits
          .filter(({ department }) => !department || (department.kind === 'literal' && !known.has(department.text)))
          .map(({ clock }) => `${id} ${clock}`),
      );

      expect(nobodys).to.deep.equal([]);
    });

    it('should give every user task a name, a lane, and a department and a group of the organisation or of the caller, or another step whose handler it is for, or who is chosen', () => {
      const groups = new Set(organisation.groups.map(({ id }) => id));
      const departments = new Set(organisation.departments.map(({ id }) => id));
      const namesNobody = new Set(['handler-of', 'chosen-in-form']);

      for (const { id, name: label, user, lane, parent } of graph.nodes.filter(({ type }) => type === 'userTask')) {
        expect(label, id).to.match(CHINESE);
        expect(lane ?? (parent > 0 ? 'of its sub-process' : null), id).to.not.equal(null);
        for (const [value, known] of [
          ...(namesNobody.has(user?.assignment.finding?.rule ?? '')
            ? []
            : [[user?.assignment.groups, groups] as const]),
          [user?.department, departments],
        ] as const) {
          expect(value, id).to.be.an('object');
          if (value?.kind === 'literal')
            expect([...known], id).to.include.members(value.text.split(',').map((part) => part.trim()));
        }
      }
    });

    it('should have every form it names, and no other', () => {
      const named = graph.nodes
        .flatMap(({ user, startForm }) => [user?.form, startForm])
        .filter((form) => typeof form === 'string');

      expect([...new Set(named)].sort()).to.deep.equal(forms.map((form) => basename(form.name, '.form')).sort());
    });

    for (const form of forms) {
      it(`should label ${form.name} in both languages`, () => {
        const { id, type, components } = JSON.parse(form.content) as {
          id: string;
          type: string;
          components: readonly Component[];
        };

        expect({ id, type }).to.deep.equal({ id: basename(form.name, '.form'), type: 'default' });
        for (const { type: kind, key, properties, values } of components) {
          expect(properties?.[kind === 'text' ? 'textEn' : 'labelEn'], key ?? kind).to.be.a('string');
          for (const value of values ?? []) expect(value.labelEn, `${key}: ${value.label}`).to.be.a('string');
        }
      });
    }

    for (const page of ['README.md', 'README.zh-CN.md']) {
      it(`should show in ${page} the picture that the build makes of it, and say how`, () => {
        const text = readFileSync(`processes/${name}/${page}`, 'utf8');

        expect(text).to.match(new RegExp(`^!\\[[^\\]]+\\]\\(\\.\\./\\.\\./docs/diagrams/${name}\\.svg\\)$`, 'm'));
        expect(text).to.include('`npm run pictures`');
      });
    }

    it('should say in its item that a site inspection needs a visit', () => {
      const calls = xml.match(/<bpmn:callActivity [\s\S]*?<\/bpmn:callActivity>/g) ?? [];
      const inspections = calls.filter((call) =>
        call.includes('source="=&quot;inspection&quot;" target="specialKind"'),
      );
      const ids = inspections.map((call) => /id="([^"]+)"/.exec(call)?.[1]);
      const file = `processes/${name}/item.json`;
      const { visits = [] } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Item) : {};

      expect(visits.map(({ element }) => element)).to.include.members(ids);
    });

    const itemFile = `processes/${name}/item.json`;
    if (existsSync(itemFile)) {
      it('should have an item whose limits name elements, and a legal basis where they are statutory', () => {
        const item = JSON.parse(readFileSync(itemFile, 'utf8')) as Item;

        expect(item.processKey).to.equal(name);
        expect(forms.map((form) => basename(form.name, '.form'))).to.include(item.formKey);
        expect(item.themes, 'themes').to.be.an('array').that.is.not.empty;
        expect(item.visits, 'visits, also where there are none').to.be.an('array');
        for (const { element } of item.visits ?? [])
          if (element !== undefined) expect(graph.byId.has(element), element).to.equal(true);
        for (const { key, kind, legalBasis, element } of item.limits) {
          if (element !== null) expect(graph.byId.has(element), key).to.equal(true);
          if (kind === 'statutory') expect(legalBasis, key).to.not.equal(null);
        }
      });
    }
  });
}

describe('what an applicant may start', () => {
  it('should be what an item describes, and no building block', async () => {
    const models = await Promise.all(processFolders.map(({ xml }) => compileModel(xml)));
    const startable = models.flatMap(({ graphs }) => graphs).filter(({ starters }) => starters?.includes('applicant'));

    const without = startable.map(({ key }) => key).filter((key) => !existsSync(`processes/${key}/item.json`));
    expect(without).to.deep.equal(['permit-receipt']);
  });
});

describe('organisation of the demonstration', () => {
  it('should place its people in groups and departments that exist', () => {
    const groups = new Set(organisation.groups.map(({ id }) => id));
    const departments = new Set(organisation.departments.map(({ id }) => id));

    for (const { id, groups: memberOf, department } of organisation.users) {
      for (const group of memberOf) expect(groups, id).to.include(group);
      if (department !== null) expect(departments, id).to.include(department);
    }
  });

  it('should have somebody in every group', () => {
    const filled = new Set(organisation.users.flatMap(({ groups }) => groups));

    expect(organisation.groups.map(({ id }) => id).filter((id) => !filled.has(id))).to.deep.equal([]);
  });

  it('should hold no passwords', () => {
    expect(JSON.stringify(organisation)).to.not.match(/password|secret|token/i);
  });
});
