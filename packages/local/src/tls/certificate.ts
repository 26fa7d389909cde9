import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Extensions,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** What a certificate says, and who signs it. */
export interface CertificateContent {
  /** The common name of who it is for. It is no host name: those stand in an extension. */
  readonly subject: string;
  readonly issuer: string;
  /** The public part goes into the certificate. */
  readonly subjectKey: KeyObject;
  /** A private key on P-256. */
  readonly issuerKey: KeyObject;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  /** Epoch milliseconds. */
  readonly notAfter: number;
  readonly extensions: readonly CertificateExtension[];
}

/** An extension: its object identifier and its value, which is encoded here. */
export interface CertificateExtension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: object;
}

const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/**
 * Makes a certificate, signed with ECDSA on P-256 and SHA-256.
 *
 * @returns it in PEM
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.1 | RFC 5280 §4.1}
 */
export function signCertificate(content: CertificateContent): string {
  const { subject, issuer, subjectKey, issuerKey, notBefore, notAfter, extensions } = content;
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature,
    issuer: commonName(issuer),
    validity: new Validity({ notBefore: wholeSecond(notBefore), notAfter: wholeSecond(notAfter) }),
    subject: commonName(subject),
    subjectPublicKeyInfo: AsnConvert.parse(publicKeyOf(subjectKey), SubjectPublicKeyInfo),
    extensions: new Extensions(
      extensions.map(
        ({ id, critical = false, value }) =>
          new Extension({ extnID: id, critical, extnValue: new OctetString(AsnConvert.serialize(value)) }),
      ),
    ),
  });
  const signed = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuerKey);
  const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: signature, signatureValue: bufferOf(signed) });
  return toPem(Buffer.from(AsnConvert.serialize(certificate)));
}

/** A private key in PEM as it is stored. */
export function toKeyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Reads what `toKeyPem` wrote. */
export function fromKeyPem(pem: string): KeyObject {
  return createPrivateKey(pem);
}

// RFC 5280 §4.1.2.2: positive, and at most 20 bytes. The first bit says which sign it has.
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bufferOf(bytes);
}

function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function commonName(text: string): Name {
  const value = new AttributeValue({ utf8String: text });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

function wholeSecond(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
