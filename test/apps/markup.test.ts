import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

/** Where a text would become markup or code. */
const DOORS =
  /\bv-html\b|\.(?:inner|outer)HTML\s*=|\binsertAdjacentHTML\b|\bdocument\.write|\bsrcdoc\b|\bcreateContextualFragment\b|\bdomify\(|\beval\(|\bnew Function\(|javascript:|dangerouslySetInnerHTML/;

const markupIn = (source: string): string[] => source.split('\n').filter((line) => DOORS.test(line));

describe('texts in the browser', () => {
  it('should never become markup or code: no page opens a door for it', () => {
    const sources = ['apps', 'modeler'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(vue|ts|html)$/.test(path))
        .map((path) => `${folder}/${path}`),
    );
    const found = sources.flatMap((path) =>
      markupIn(readFileSync(path, 'utf8')).map((line) => `${path}: ${line.trim()}`),
    );

    expect(sources).to.have.length.above(300);
    expect(found).to.deep.equal([]);
  });

  for (const door of [
    '<p v-html="comment" />',
    'html.innerHTML = badge.text;',
    "node.insertAdjacentHTML('beforeend', name)",
    '<iframe :srcdoc="text" />',
    'const act = new Function(text);',
    `<a href="javascript:void 0">`,
  ])
    it(`should be seen where one is opened: ${door}`, () => {
      expect(markupIn(`<template>\n${door}\n</template>`)).to.deep.equal([door]);
    });
});
