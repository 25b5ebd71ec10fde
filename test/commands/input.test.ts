import { Ajv } from 'ajv';
import { expect } from 'chai';
import { COMMANDS, type CommandName } from '../../engine/commands/index.ts';

const ajv = new Ajv({ strict: true });

/** The least each command takes. */
const LEAST: Readonly<Record<CommandName, object>> = {
  'start-process-instance': { definitionKey: 'p' },
  'start-by-message': { definitionId: 'd', startEvent: 's' },
  'start-by-timer': { definitionId: 'd', startEvent: 's' },
  'start-by-signal': { definitionId: 'd', startEvent: 's' },
  'start-by-condition': { definitionId: 'd', startEvent: 'start' },
  'claim-task': { taskId: 't' },
  'release-task': { taskId: 't' },
  'complete-task': { taskId: 't' },
  'disagree-task': { taskId: 't' },
  'abstain-task': { taskId: 't' },
  'add-signer-task': { taskId: 't', users: ['u'], kind: 'after' },
  'remove-signer-task': { taskId: 't' },
  'retrieve-task': { taskId: 't' },
  'open-task': { taskId: 't' },
  'jump-task': { taskId: 't', to: 'b' },
  'withdraw-instance': {},
  'jump-instance': { to: 'b', reason: 'r' },
  'reopen-instance': { to: 'b', ground: 'clericalError', reason: 'r' },
  'reject-task': { taskId: 't' },
  'return-task': { taskId: 't' },
  'transfer-task': { taskId: 't', to: 'u' },
  'delegate-task': { taskId: 't', to: 'u' },
  'hand-over-task': { taskId: 't', from: 'u', to: 'v' },
  'resolve-task': { taskId: 't' },
  'suspend-task': { taskId: 't' },
  'resume-task': { taskId: 't' },
  'comment-task': { taskId: 't', comment: 'c' },
  'save-draft-task': { taskId: 't' },
  'copy-task': { taskId: 't', users: ['u'] },
  'urge-task': { taskId: 't' },
  'urge-instance': {},
  'comment-instance': { text: 't' },
  'revise-comment': { noticeId: 'n', text: 't' },
  'consult-instance': { users: ['u'], text: 't' },
  'tell-of-card': { card: '2026-R-0001', addressee: 'u', above: ['v'] },
  'tell-of-rating': { rating: 'r', level: 1, to: ['u'] },
  'supervise-instance': { to: 'u', text: 't', dueAt: 0 },
  'read-notice': { noticeId: 'n' },
  'answer-notice': { noticeId: 'n', text: 't' },
  'recall-copy': { noticeId: 'n' },
  'close-notice': { noticeId: 'n' },
  'attach-file': { name: 'n', type: 't', size: 1, sha256: 'a'.repeat(64), level: 'public', visibility: 'internal' },
  'remove-attachment': { noticeId: 'n' },
  'sign-attachment': {
    noticeId: 'n',
    method: 'seal',
    hash: 'a'.repeat(64),
    provider: 'p',
    signature: 's',
    certificate: 'c',
    timestamp: 't',
  },
  'object-instance': { subject: 'rating', text: 't' },
  'decide-objection': { noticeId: 'n', result: 'upheld' },
  'merge-instance': { into: 'i' },
  'unmerge-instance': {},
  'split-instance': { parts: [{ definitionKey: 'p' }] },
  'hear-instance': { from: 'i', word: { say: 'left', text: '' } },
  'fire-timer': { timerId: 't' },
  'complete-effect': { effectId: 'e' },
  'fail-effect': { effectId: 'e', message: 'm' },
  'throw-effect-error': { effectId: 'e', errorCode: 'c' },
  'complete-script': { scriptId: 's', value: null },
  'fail-script': { scriptId: 's', cause: 'error', message: 'm' },
  'correlate-message': { messageId: 'm', name: 'n' },
  'receive-signal': { signalId: 's', name: 'n' },
  'write-variables': { variables: {} },
  'cancel-instance': {},
  'suspend-instance': {},
  'resume-instance': {},
  'migrate-instance': { definitionId: 'p:2' },
  'modify-instance': { instructions: [{ type: 'cancel', elementId: 'a' }] },
  'start-inner-activity': { elementInstanceId: 'e', elementId: 'a' },
  'resolve-incident': { incidentId: 'i' },
  'retry-job': { jobId: 'j' },
  'reschedule-job': { jobId: 'j', dueAt: 0 },
  'turn-lamp': { clock: 'promised' },
  'climb-rung': { element: 'e', rung: 'r' },
  'retime-clocks': {},
  'answer-confirmation': { requestId: 'r', answer: 'confirm' },
  'ring-alarm': { alarmId: 'a' },
  'void-instance': { reason: 'r' },
  'accept-tolerantly-task': { taskId: 't', promised: ['m'] },
  'apply-suspension-task': { taskId: 't', reason: 'r', until: 0 },
  'correct-task': { taskId: 't', changes: [{ field: 'f', value: 1 }], initials: 'i' },
  'decide-on-promise-task': { taskId: 't' },
  'decline-acceptance-task': { taskId: 't', reason: 'not-needed' },
  'deliver-materials': { materials: ['m'] },
  'end-special-procedure-task': { taskId: 't' },
  'extend-instance': { days: 1 },
  'hand-on-task': { taskId: 't', organ: 'o', after: 'end', reason: 'r' },
  'issue-document-task': { taskId: 't', kind: 'grant' },
  'refuse-task': { taskId: 't' },
  'request-supplement-task': { taskId: 't', checks: [{ material: 'm', result: 'ok' }] },
  'revoke-task': { taskId: 't' },
  'start-special-procedure-task': { taskId: 't', kind: 'k', days: 1 },
  'supplement-task': { materials: ['m'] },
  'take-back-task': { taskId: 't' },
};

describe('the table of commands', () => {
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    it(`should name ${name} as it is called, and say what it takes`, () => {
      const command = COMMANDS[name];
      const isValid = ajv.compile(command.input);

      expect(command.name).to.equal(name);
      expect(isValid(LEAST[name]), JSON.stringify(isValid.errors)).to.equal(true);
      expect(isValid({ ...LEAST[name], surplus: 1 }), 'unknown properties').to.equal(false);
      for (const missing of Object.keys(LEAST[name]).filter((key) => !OPTIONAL.has(`${name}.${key}`))) {
        expect(isValid({ ...LEAST[name], [missing]: undefined }), `without ${missing}`).to.equal(false);
      }
    });
  }

  const OPTIONAL: ReadonlySet<string> = new Set(['start-process-instance.definitionKey']);

  it('should take no text that the database cannot store', () => {
    const isValid = ajv.compile(COMMANDS['comment-task'].input);

    for (const comment of ['a\0b', '\ud800', 'x'.repeat(4_001), '']) {
      expect(isValid({ taskId: 't', comment }), JSON.stringify(comment.slice(0, 10))).to.equal(false);
    }
    expect(isValid({ taskId: 't', comment: '同意 😀' })).to.equal(true);
  });
});
