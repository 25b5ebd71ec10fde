import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { SignedHash, Signer, SignRequest } from '../../engine/port.ts';

/** A signing service for trials: a key of its own for each start, so that nothing it signs passes for a real signature. */
export function signatureSimulator(): Signer & { verify(signed: SignedHash, hash: string): boolean } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const stamp = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('base64');
  return {
    name: 'simulator',
    sign: async ({ hash, method, person, department, at }: SignRequest): Promise<SignedHash> => {
      const holder = method === 'seal' ? (department ?? person) : person;
      const time = new Date(at).toISOString();
      const imprint = createHash('sha256').update(hash).digest('hex');
      return {
        signature: stamp(hash),
        certificate: JSON.stringify({ issuer: 'simulator', holder, method, key }),
        timestamp: JSON.stringify({ time, imprint, token: stamp(`${time} ${imprint}`) }),
      };
    },
    verify: ({ signature }, hash) => verify(null, Buffer.from(hash), publicKey, Buffer.from(signature, 'base64')),
  };
}
