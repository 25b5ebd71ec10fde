import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { checkItem } from '../../engine/items/check-item.ts';
import { parseItem } from '../../engine/items/parse-item.ts';

interface Field {
  readonly key?: string;
  readonly values?: readonly { readonly value: string }[];
}

const folders = readdirSync('processes').filter((folder) => existsSync(`processes/${folder}/item.json`));

describe('questions of the items', () => {
  for (const folder of folders) {
    it(`should ask in ${folder} what its form asks, with the same answers, and all that its conditions need`, () => {
      const parsed = parseItem(JSON.parse(readFileSync(`processes/${folder}/item.json`, 'utf8')));
      if (!parsed.ok) expect.fail(parsed.problems.join('\n'));
      const { item } = parsed;
      const form = readFileSync(`processes/${folder}/forms/${item.formKey}.form`, 'utf8');
      const { components } = JSON.parse(form) as { components: readonly Field[] };

      const asked = (item.questions ?? []).map(({ key, options }) => [key, options.map(({ value }) => value)]);
      const answered = asked.map(([key]) => {
        const field = components.find((component) => component.key === key);
        return [key, (field?.values ?? []).map(({ value }) => value)];
      });

      expect(answered).to.deep.equal(asked);
      expect(checkItem(item)).to.deep.equal([]);
      expect(item.conditions ?? []).not.to.deep.equal([]);
    });
  }
});
