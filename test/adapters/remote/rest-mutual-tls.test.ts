import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { expect } from 'chai';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { createRest } from '../../../adapters/rest/rest.ts';
import type { Adapter } from '../../../engine/port.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { type Certified, certificateAuthority } from '../support/certificates.ts';
import { quick } from './remote-contract.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/rest/contract.json', import.meta.url)), 5_000);
const OPERATIONS = {
  'rest-example.check-person': { method: 'GET', path: '/persons/{idNumber}' },
  'rest-example.register': { method: 'POST', path: '/records', body: { name: '=name' } },
};

describe('REST with certificates on both sides', () => {
  const authority = certificateAuthority();
  const department = authority.issue('department', '127.0.0.1');
  const seen: string[] = [];
  let server: Server;

  before(async () => {
    const options = { cert: department.certificate, key: department.key, ca: authority.certificate };
    server = createServer({ ...options, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
      response.setHeader('content-type', 'application/json');
      response.end('{"recordNumber":"REC-1"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    seen.length = 0;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const adapterWith = (identity: Certified | undefined, trusted = authority.certificate): Adapter =>
    createRest(
      CONTRACT,
      {
        kind: 'rest',
        baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
        allowed: ['127.0.0.1'],
        authority: trusted,
        ...(identity && { identity: { certificate: 'secret:CERTIFICATE', key: 'secret:KEY' } }),
        operations: OPERATIONS,
      },
      surroundings({ secrets: { CERTIFICATE: identity?.certificate ?? '', KEY: identity?.key ?? '' } }),
    );
  const register = () => requestOf({ topic: 'rest-example.register', variables: { name: '示例' } });

  it('should be known by its certificate, and know the department by its own', async () => {
    const answer = await adapterWith(authority.issue('tongban')).call(register());

    expect(answer).to.deep.equal({ kind: 'completed', variables: { recordNumber: 'REC-1' } });
    expect(seen).to.deep.equal(['tongban']);
  });

  it('should not be let in without one, nor with one of another authority', async () => {
    const answers = [
      await adapterWith(undefined).call(register()),
      await adapterWith(certificateAuthority().issue('tongban')).call(register()),
    ];

    for (const answer of answers) expect(answer.kind, JSON.stringify(answer)).to.be.oneOf(['failed', 'unknown']);
    expect(seen).to.have.length(0);
  });

  it('should send nothing to a department whose certificate it does not know', async () => {
    const identity = authority.issue('tongban');

    const answer = await adapterWith(identity, certificateAuthority().certificate).call(register());

    expect(answer.kind, JSON.stringify(answer)).to.be.oneOf(['failed', 'unknown']);
    expect(seen).to.have.length(0);
  });

  it('should show neither key nor certificate where it fails', async () => {
    const identity = certificateAuthority().issue('tongban');

    const answer = JSON.stringify(await adapterWith(identity).call(register()));

    for (const secret of [identity.key, identity.certificate])
      for (const line of secret.split('\n').filter((each) => each.length > 20)) expect(answer).to.not.contain(line);
  });
});
