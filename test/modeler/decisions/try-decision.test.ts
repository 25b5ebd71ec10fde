import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { compileDecisions } from '../../../engine/dmn/compile.ts';
import type { DecisionGraph } from '../../../engine/model/decision.ts';
import { isDecisionFile, notEditable } from '../../../modeler/decisions/file.ts';
import { inputsOf } from '../../../modeler/decisions/inputs.ts';
import { newDecision } from '../../../modeler/decisions/template.ts';
import { type Typed, tryDecision } from '../../../modeler/decisions/try-decision.ts';

const CHECKS = readFileSync('processes/government-service/checks.dmn', 'utf8');
const NEW = newDecision('decision-1', { decision: '新决策', input: '金额', output: '结果' });

function tried(xml: string, typed: Typed) {
  const [graph] = compileDecisions(xml).graphs;
  return tryDecision(graph as DecisionGraph, { inputs: inputsOf(xml, graph?.key ?? ''), typed, now: 0 });
}

describe('modeler/decisions: trying', () => {
  it('should give the result and the rules that fired; what is not typed is null', () => {
    const outcome = tried(CHECKS, { area: '1000', consultation: 'true' });

    expect(outcome.ok && outcome.result).to.deep.equal(['inspection', 'consultation']);
    expect(outcome.ok && outcome.trace.at(-1)?.rules.map(({ number }) => number)).to.deep.equal([2, 4]);
  });

  it('should say which input cannot be read', () => {
    const outcome = tried(CHECKS, { area: '10 m' });

    expect(outcome).to.deep.equal({ ok: false, input: 'area', message: null });
  });

  it('should keep all digits of a number', () => {
    const xml = NEW.replace('<text>-</text>', '<text>12345678901234567891</text>');

    const fired = (typed: string): unknown => {
      const outcome = tried(xml, { 金额: typed });
      return outcome.ok && outcome.trace.at(-1)?.rules.length;
    };

    expect(fired('12345678901234567891')).to.equal(1);
    expect(fired('12345678901234567890')).to.equal(0);
  });

  it('should offer a new file without errors', () => {
    expect(compileDecisions(NEW).problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  });

  it('should tell files of decisions from others, and those that are edited from those that only run', () => {
    expect(isDecisionFile(NEW)).to.equal(true);
    expect(notEditable(NEW)).to.equal(null);
    expect(notEditable(NEW.replaceAll('20191111/MODEL', '20230324/MODEL'))).to.equal('otherVersion');
    expect(notEditable('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" />')).to.equal('notDmn');
    expect(notEditable('<definitions')).to.equal('unreadable');
    expect(isDecisionFile('<!DOCTYPE a [<!ENTITY b "c">]><a/>')).to.equal(false);
  });
});
