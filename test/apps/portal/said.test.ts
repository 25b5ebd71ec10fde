import { expect } from 'chai';
import { SAID } from '../../../apps/portal/said.ts';
import { processFolders } from '../../processes/catalogue.ts';

/** Messages only an applicant may send that the portal has another place for, or none. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'applicant.withdraws': 'a card of its own',
  'materials.received': 'a card of its own',
  'policy.materials-submitted': 'a card of its own',
  'rating.submitted': 'a card of its own',
  'enterprise.withdrawn': 'the application is withdrawn as such',
  'finance.withdrawn': 'the application is withdrawn as such',
  'policy.withdrawn': 'the application is withdrawn as such',
  'progress.query': 'the page shows the progress',
  'applicant.changes': 'says anything: comes from the channel',
  'finance.chosen': 'says which offer: comes from the channel',
  'finance.consented': 'says what for, whom and how long: comes from the channel',
  'policy.interested': 'says the demands: comes from the channel',
};

const MESSAGE = /<bpmn:message [^>]*?name="([^"]+)"[^>]*tb:senders="applicant"/g;

describe('what an applicant may say in the portal', () => {
  const names = new Set(processFolders.flatMap(({ xml }) => [...xml.matchAll(MESSAGE)].map(([, name = '']) => name)));

  it('should be every message that the processes let only applicants send', () => {
    expect(names.size).to.be.above(20);
    expect([...names].filter((name) => !(name in SAID) && !(name in ELSEWHERE))).to.deep.equal([]);
  });

  it('should be nothing that no process waits for', () => {
    expect([...Object.keys(SAID), ...Object.keys(ELSEWHERE)].filter((name) => !names.has(name))).to.deep.equal([]);
  });
});
