import { expect } from 'chai';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { createMail } from '../../../adapters/mail/mail.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';
import { type SmtpOffice, smtpOffice } from './smtp-office.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/mail/contract.json', import.meta.url)));
const SECRET = 'hush-44';

const adapterFor = (office: SmtpOffice, more = {}) =>
  createMail(
    CONTRACT,
    {
      kind: 'mail',
      host: '127.0.0.1',
      port: office.port,
      security: 'none',
      user: 'tongban',
      password: 'secret:MAIL',
      from: 'office@example.org',
      ...more,
    },
    surroundings({ secrets: { MAIL: SECRET, WRONG: 'wrong-hush' } }),
  );

const mail = (more = {}) => ({ to: ['someone@example.org'], subject: '受理通知书', text: '您的申请已受理。', ...more });
const send = (variables = mail(), idempotencyKey = 'k-1') =>
  requestOf({ topic: 'mail.send', idempotencyKey, variables });

describe('mail', () => {
  describeRemote({
    start: async (): Promise<Remote> => {
      const office = await smtpOffice(SECRET);
      return {
        adapter: adapterFor(office),
        behave: office.behave,
        keys: () => office.mails.map((text) => /^Message-ID: (.*)$/im.exec(text)?.[1]),
        stop: office.stop,
      };
    },
    good: { topic: 'mail.send', variables: mail() },
    refused: { variables: mail({ to: ['refused@example.org'] }), code: 'mail.refused' },
    effect: 'change',
    modes: ['silent', 'broken', 'cut'],
    certain: ['broken'],
    secrets: [SECRET],
  });

  let office: SmtpOffice;
  beforeEach(async () => {
    office = await smtpOffice(SECRET);
  });
  afterEach(() => office.stop());

  it('should send what was asked, in Chinese too, and say who got it', async () => {
    const answer = await adapterFor(office).call(send(mail({ to: ['someone@example.org', 'refused@example.org'] })));

    expect(answer).to.deep.include({ kind: 'completed' });
    if (answer.kind === 'completed') expect(answer.variables).to.deep.include({ accepted: 1, rejected: 1 });
    const text = office.mails[0] ?? '';
    expect(text).to.contain('From: office@example.org');
    const body = text.slice(text.indexOf('\r\n\r\n') + 4);
    const plain = /base64/i.test(text) ? Buffer.from(body, 'base64').toString() : body;
    expect(plain.includes('您的申请已受理') || body.includes('=E6=82=A8')).to.equal(true);
  });

  it('should not let a value become a header', async () => {
    await adapterFor(office).call(send(mail({ subject: 'a\r\nBcc: other@example.org\r\n\r\nmore' })));

    expect(office.mails).to.have.length(1);
    const head = office.mails[0]?.slice(0, office.mails[0].indexOf('\r\n\r\n')) ?? '';
    expect(head).to.not.match(/^Bcc:/im);
  });

  it('should not attach files, whatever a text looks like', async () => {
    await adapterFor(office).call(send(mail({ text: JSON.stringify({ path: '/etc/passwd' }) })));

    expect(office.mails[0]).to.contain('/etc/passwd').and.not.contain('root:');
  });

  it('should certainly not have sent what a server refuses at sign-in', async () => {
    const answer = await adapterFor(office, { password: 'secret:WRONG' }).call(send());

    expect(answer.kind).to.equal('failed');
    expect(JSON.stringify(answer)).to.not.contain('wrong-hush');
    expect(office.mails).to.have.length(0);
  });

  it('should rather not send than send without the encryption that was asked for', async () => {
    expect((await adapterFor(office, { security: 'starttls' }).call(send())).kind).to.equal('failed');
    expect(office.mails).to.have.length(0);
  });
});
