/** X.509 certificates for tests (RFC 5280), written out in DER, so that nothing that runs out lies in the repository. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Certified {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

interface Authority extends Certified {
  /** A certificate of this authority; `address` is the IPv4 address it is good for, without one it is a client's. */
  issue(name: string, address?: string): Certified;
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content);
const octets = (content: Buffer): Buffer => der(0x04, content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const flag = der(0x01, Buffer.from([0xff]));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = '550403';
const time = (ms: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from(text)))));
const pem = (content: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${content.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const DAY_MS = 86_400_000;

interface Content {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

function certificateOf({ subject, issuer, publicKey, extensions }: Content, signer: KeyObject): string {
  const now = Date.now();
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_SHA256,
    nameOf(issuer),
    sequence(time(now - DAY_MS), time(now + DAY_MS)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  return pem(sequence(content, ECDSA_SHA256, bits(sign('sha256', content, signer))));
}

const keyId = (publicKey: KeyObject): Buffer =>
  createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();

/** An authority nobody knows, good for a day. */
export function certificateAuthority(issuer = 'Test authority'): Authority {
  const { publicKey, privateKey } = newKeys();
  const ofAuthority = [
    sequence(oid('551d13'), flag, octets(sequence(flag))),
    sequence(oid('551d0e'), octets(octets(keyId(publicKey)))),
  ];
  const key = (own: KeyObject): string => own.export({ type: 'pkcs8', format: 'pem' }) as string;
  return {
    certificate: certificateOf({ subject: issuer, issuer, publicKey, extensions: ofAuthority }, privateKey),
    key: key(privateKey),
    issue(subject, address) {
      const own = newKeys();
      const host = address === undefined ? [] : [der(0x87, Buffer.from(address.split('.').map(Number)))];
      const extensions = [
        sequence(oid('551d0e'), octets(octets(keyId(own.publicKey)))),
        ...(host.length > 0 ? [sequence(oid('551d11'), octets(sequence(...host)))] : []),
      ];
      const certificate = certificateOf({ subject, issuer, publicKey: own.publicKey, extensions }, privateKey);
      return { certificate, key: key(own.privateKey) };
    },
  };
}
