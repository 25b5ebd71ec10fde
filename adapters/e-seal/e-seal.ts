/**
 * E-seals, simulated: the signature is a real one (Ed25519) by a key of the demonstration, so that what was sealed can be verified and what was
 * changed is found. A provider is connected as a REST or SOAP department with the same contract.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import type { Contract } from '../kit/contract.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';

/** PKCS #8 around 32 bytes that anybody may know: nothing that it seals is valid outside a demonstration. */
const KEY_HEAD = '302e020100300506032b657004220420';
const DEMO_KEY = createPrivateKey({
  key: Buffer.from(KEY_HEAD + Buffer.from('tongban demonstration e-seal key').toString('hex'), 'hex'),
  format: 'der',
  type: 'pkcs8',
});
const CERTIFICATE = createPublicKey(DEMO_KEY).export({ format: 'der', type: 'spki' }).toString('base64');

const MOST_REMEMBERED = 10_000;

export function createSimulatedSeal(contract: Contract, now: () => number = Date.now): Adapter {
  const done = new Map<string, AdapterAnswer>();

  function seal({ values, request }: TalkCall): AdapterAnswer {
    const { documentHash, sealId } = values as { documentHash: string; sealId: string };
    if (sealId === 'SEAL-REVOKED') return { kind: 'error', code: 'e-seal.seal-revoked' };
    if (sealId === 'SEAL-UNKNOWN') return { kind: 'error', code: 'e-seal.seal-unknown' };
    const known = done.get(request.idempotencyKey);
    if (known) return known;
    const signature = sign(null, Buffer.from(documentHash, 'hex'), DEMO_KEY).toString('base64');
    const sealedAt = new Date(now()).toISOString();
    const answer: AdapterAnswer = { kind: 'completed', variables: { signature, certificate: CERTIFICATE, sealedAt } };
    done.set(request.idempotencyKey, answer);
    if (done.size > MOST_REMEMBERED) done.delete(done.keys().next().value ?? '');
    return answer;
  }

  return keepContract(contract, {
    call: async (call) => (call.operation.effect === 'change' ? seal(call) : check(call)),
    lookUp: async ({ request }) => {
      const answer = done.get(request.idempotencyKey);
      return answer?.kind === 'completed' ? answer : { kind: 'absent' };
    },
  });
}

function check({ values }: TalkCall): AdapterAnswer {
  const { documentHash, signature, certificate } = values as Record<
    'documentHash' | 'signature' | 'certificate',
    string
  >;
  const key = keyOf(certificate);
  const valid = key !== null && verify(null, Buffer.from(documentHash, 'hex'), key, Buffer.from(signature, 'base64'));
  return { kind: 'completed', variables: { valid } };
}

/** Only the key of the demonstration is trusted: a certificate that somebody brings along proves nothing. */
const keyOf = (certificate: string): KeyObject | null =>
  certificate === CERTIFICATE ? createPublicKey(DEMO_KEY) : null;
