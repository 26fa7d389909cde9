import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  ExtendedKeyUsage,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  NameConstraints,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { ACCOUNTS_HOST, API_HOST } from '../hosts/spotify-hosts.js';
import { fromKeyPem, signCertificate, toKeyPem } from './certificate.js';

/** An authority as it is stored, in PEM. */
export interface StoredAuthority {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate for a server, in PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly notAfter: number;
}

const DAY = 86_400_000;
const AUTHORITY_DAYS = 3650;
// Some clients take no certificate of a server that is good for longer than 398 days, whoever signed it.
const SERVER_DAYS = 90;
const NAME = 'Spixie: a local stand-in, for the two hosts of Spotify only';
const LOOPBACK = '127.0.0.1';

/**
 * Makes an authority whose signature is good for the two hosts and 127.0.0.1, and for nothing else, because it says so itself: should
 * its key get into other hands, nobody can pose as any other site with it.
 *
 * @param now - epoch milliseconds
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10 | RFC 5280 §4.2.1.10}
 */
export function createAuthority(now: number): StoredAuthority {
  const key = newKey();
  const permitted = [{ dNSName: ACCOUNTS_HOST }, { dNSName: API_HOST }, { iPAddress: `${LOOPBACK}/32` }];
  const certificate = signCertificate({
    subject: NAME,
    issuer: NAME,
    subjectKey: key,
    issuerKey: key,
    notBefore: now - DAY,
    notAfter: now + AUTHORITY_DAYS * DAY,
    extensions: [
      { id: id_ce_basicConstraints, critical: true, value: new BasicConstraints({ cA: true, pathLenConstraint: 0 }) },
      { id: id_ce_keyUsage, critical: true, value: new KeyUsage(KeyUsageFlags.keyCertSign) },
      {
        id: id_ce_nameConstraints,
        critical: true,
        value: new NameConstraints({
          permittedSubtrees: new GeneralSubtrees(permitted.map((name) => new GeneralSubtree({ base: new GeneralName(name) }))),
        }),
      },
      { id: id_ce_extKeyUsage, value: new ExtendedKeyUsage([id_kp_serverAuth]) },
      { id: id_ce_subjectKeyIdentifier, value: new SubjectKeyIdentifier(keyIdentifier(key)) },
    ],
  });
  return { certificate, key: toKeyPem(key) };
}

/**
 * Makes a certificate for a server, with a key of its own.
 *
 * @param now - epoch milliseconds
 * @param hosts - Default: the two hosts of Spotify. 127.0.0.1 is always among them.
 */
export function createServerCertificate(
  authority: StoredAuthority,
  now: number,
  hosts: readonly string[] = [ACCOUNTS_HOST, API_HOST],
): ServerCertificate {
  const [key, issuerKey] = [newKey(), fromKeyPem(authority.key)];
  // One that outlives its authority would be refused.
  const notAfter = Math.min(now + SERVER_DAYS * DAY, Date.parse(new X509Certificate(authority.certificate).validTo));
  const names = [...hosts.map((dNSName) => ({ dNSName })), { iPAddress: LOOPBACK }];
  const cert = signCertificate({
    subject: 'The local Spotify',
    issuer: NAME,
    subjectKey: key,
    issuerKey,
    notBefore: now - DAY,
    notAfter,
    extensions: [
      { id: id_ce_basicConstraints, critical: true, value: new BasicConstraints({ cA: false }) },
      { id: id_ce_keyUsage, critical: true, value: new KeyUsage(KeyUsageFlags.digitalSignature) },
      { id: id_ce_extKeyUsage, value: new ExtendedKeyUsage([id_kp_serverAuth]) },
      { id: id_ce_subjectAltName, value: new SubjectAlternativeName(names.map((name) => new GeneralName(name))) },
      {
        id: id_ce_authorityKeyIdentifier,
        value: new AuthorityKeyIdentifier({ keyIdentifier: new SubjectKeyIdentifier(keyIdentifier(issuerKey)) }),
      },
      { id: id_ce_subjectKeyIdentifier, value: new SubjectKeyIdentifier(keyIdentifier(key)) },
    ],
  });
  return { cert, key: toKeyPem(key), notAfter };
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function keyIdentifier(key: KeyObject): ArrayBuffer {
  const hash = createHash('sha1')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest();
  return Uint8Array.from(hash).buffer;
}
