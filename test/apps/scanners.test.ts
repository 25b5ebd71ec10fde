import { expect } from 'chai';
import { usedKeys } from './dictionary-keys.ts';
import { rawTexts } from './raw-texts.ts';

describe('the search for used texts', () => {
  it('should find literals, both sides of a choice, and the start of templates', () => {
    const source = `t('a.b'); $t("x"); t(bad ? 'a.c' : 'a.d'); t(\`verb.\${verb}\`, { n }); te(\`m.\${k}\`); cat('q.r')`;

    expect(usedKeys(source)).to.deep.equal([
      { key: 'a.b', prefix: false },
      { key: 'a.c', prefix: false },
      { key: 'a.d', prefix: false },
      { key: 'verb.', prefix: true },
      { key: 'm.', prefix: true },
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
