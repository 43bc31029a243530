import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;
/** Tags of the context, by the names that the library gives to numbers. */
const TAGS = [Type.NONE, Type.BOOLEAN, Type.INTEGER] as const;
const sequence = (...values: forge.asn1.Asn1[]) => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
const octets = (value: string) => asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, value);
const oid = (value: string) => asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(value).getBytes());
const time = (value: string) => asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, value);
const tagged = (tag: 0 | 1 | 2, ...values: forge.asn1.Asn1[]) =>
  asn1.create(Class.CONTEXT_SPECIFIC, TAGS[tag], true, values);

const STATUS = {
  good: () => asn1.create(Class.CONTEXT_SPECIFIC, TAGS[0], false, ''),
  revoked: () => tagged(1, time('20260101000000Z')),
  unknown: () => asn1.create(Class.CONTEXT_SPECIFIC, TAGS[2], false, ''),
};

/** An OCSP answer (RFC 6960) about the certificate with that serial number, hexadecimal; its signature is nobody's. */
export function staple(serialNumber: string, status: keyof typeof STATUS): Buffer {
  // With a leading zero a number is positive, whatever its first bit.
  const serial = asn1.create(Class.UNIVERSAL, Type.INTEGER, false, forge.util.hexToBytes(`00${serialNumber}`));
  const sha1 = sequence(oid('1.3.14.3.2.26'));
  const single = sequence(
    sequence(sha1, octets('n'.repeat(20)), octets('k'.repeat(20)), serial),
    STATUS[status](),
    time('20260101000000Z'),
  );
  const data = sequence(tagged(2, octets('r'.repeat(20))), time('20260101000000Z'), sequence(single));
  const basic = sequence(data, sha1, asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, '\0s'));
  const wrapped = sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(asn1.toDer(basic).getBytes()));
  const successful = asn1.create(Class.UNIVERSAL, Type.ENUMERATED, false, '\0');
  return Buffer.from(asn1.toDer(sequence(successful, tagged(0, wrapped))).getBytes(), 'binary');
}
