import { expect } from 'chai';
import { answers, mentionedKeys, usedKeys } from './dictionary-keys.ts';
import { rawTexts } from './raw-texts.ts';

describe('the search for used texts', () => {
  it('should find literals, both sides of a choice, and templates', () => {
    const source = `t('a.b'); $t("x"); t(bad ? 'a.c' : 'a.d'); t(\`verb.\${verb}.name\`, { n }); te(\`m.\${k}\`); cat('q.r'); t(k ?? 'a.e')`;

    expect(usedKeys(source)).to.deep.equal([
      { key: 'a.b', pattern: false },
      { key: 'a.c', pattern: false },
      { key: 'a.d', pattern: false },
      { key: 'verb.*.name', pattern: true },
      { key: 'm.*', pattern: true },
      { key: 'a.e', pattern: false },
    ]);
  });

  it('should find a template without a variable, and what is asked for in the template of a component', () => {
    const source = `<script setup lang="ts">
import { x } from 'a.b';
const one = () => t(\`state.done\`, { n: f(1) });
</script>
<template><p v-if="a" :title="t(wide(b) ? \`a.wide\` : 'a.narrow')" @click="say(t('a.said'))">{{ t("a.b", { n }) }}</p></template>`;

    expect(usedKeys(source).map(({ key }) => key)).to.deep.equal(['state.done', 'a.wide', 'a.narrow', 'a.said', 'a.b']);
  });

  it('should ask one text to be what a template says at both ends', () => {
    const known = ['verb.reject.name', 'verb.reject.hint', 'state.done'];

    expect(answers(known, { key: 'verb.*.name', pattern: true })).to.equal(true);
    expect(answers(known, { key: 'verb.*.title', pattern: true })).to.equal(false);
    expect(answers(known, { key: 'state.*', pattern: true })).to.equal(true);
    expect(answers(known, { key: 'state.open', pattern: false })).to.equal(false);
  });

  it('should find names of texts that are handed on', () => {
    expect(mentionedKeys(`const what = { name: 'limit.what', other: \`limit.all\`, file: './x.ts' };`)).to.deep.equal([
      { key: 'limit.what', pattern: false },
      { key: 'limit.all', pattern: false },
    ]);
  });
});

describe('the search for raw texts', () => {
  const raw = (template: string): string[] => rawTexts(`<template>${template}</template>`);

  it('should find texts and attributes that people read, also deep inside', () => {
    expect(raw('<div><p v-if="a">Hello</p><b title="你好">{{ t("x") }}</b></div>')).to.deep.equal([
      'Hello',
      'title="你好"',
    ]);
  });

  it('should not mind signs, bindings, names of keys and technical attributes', () => {
    expect(raw('<p class="soft" :title="t(\'a.b\')">· {{ name }} ← <kbd>Ctrl</kbd></p>')).to.deep.equal([]);
  });
});
