import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { DEFAULT_LIMITS as STEP } from '../engine/core/execution.ts';
import { DEFAULT_LIMITS as FEEL, MAX_SOURCE_LENGTH } from '../engine/feel/limits.ts';
import { XML_LIMITS } from '../engine/model/xml/limits.ts';
import { MAX_CASE_LENGTH } from '../engine/store/commit.ts';

/** The second column of the table, in order. */
function limitsIn(name: string): number[] {
  const text = readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
  const cells = text.split('\n').flatMap((line) => (line.startsWith('|') ? [line.split('|')[2] ?? ''] : []));
  return cells.slice(2).map((cell) => Number(cell.replace(/[^0-9]/g, '')));
}

const LIMITS = [
  XML_LIMITS.bytes,
  XML_LIMITS.elements,
  XML_LIMITS.depth,
  XML_LIMITS.attributesPerElement,
  0,
  MAX_SOURCE_LENGTH,
  FEEL.steps,
  FEEL.listLength,
  1_000_000,
  STEP.moves,
  STEP.loopItems,
  STEP.splitItems,
  STEP.callDepth,
  MAX_CASE_LENGTH,
];

describe('docs/limits', () => {
  for (const name of ['limits.md', 'limits.zh-CN.md']) {
    it(`should say in ${name} what the engine does`, () => {
      expect(limitsIn(name)).to.deep.equal(LIMITS);
    });
  }
});
