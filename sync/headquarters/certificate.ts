/** A self-signed TLS certificate (RFC 5280, EC P-256): stations pin it as it is, so no authority stands above it. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length < 0x80 ? [content.length]
    : content.length < 0x100 ? [0x81, content.length]
    : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents);
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** Object identifiers, encoded. */
const commonName = bytes('0603550403');
const ecdsaWithSha256 = bytes('06082a8648ce3d040302');
const subjectAltName = bytes('0603551d11');
const basicConstraints = bytes('0603551d13');
const critical = bytes('0101ff');

/**
 * Valid from 2020 to 2099: the station's clock may be years off and the pin is what counts.
 * Answers the private key (PKCS #8) and the certificate, both PEM.
 */
export function makeCertificate(host: string): { readonly key: string; readonly certificate: string } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('Tận Nhà headquarters')))));
  const serial = randomBytes(16);
  // Positive and without a leading zero (4.1.2.2).
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const names = [...new Set(['localhost', '127.0.0.1', host])].map((one) =>
    isIPv4(one) ? der(0x87, Buffer.from(one.split('.').map(Number))) : der(0x82, Buffer.from(one, 'latin1')));
  const extensions = sequence(
    sequence(basicConstraints, critical, der(0x04, sequence())),
    sequence(subjectAltName, der(0x04, sequence(...names))),
  );
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    sequence(ecdsaWithSha256),
    name,
    // Dates from 2050 on are GeneralizedTime (4.1.2.5).
    sequence(der(0x17, Buffer.from('200101000000Z')), der(0x18, Buffer.from('20991231235959Z'))),
    name,
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', toBeSigned, pair.privateKey);
  const certificate = sequence(toBeSigned, sequence(ecdsaWithSha256), der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
