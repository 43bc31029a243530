import { type BaseBlock, Constructed, fromBER, Integer, OctetString } from 'asn1js';

/**
 * Whether an OCSP answer that a server has sent along in the handshake (RFC 6066, 8) says of this certificate that it was revoked
 * (RFC 6960, 4.2.1). Its signature is not looked at: it comes from the server itself, and who denies its own certificate is not
 * asked for anything. What cannot be read says nothing.
 *
 * @param staple DER
 * @param serialNumber of the server's certificate, hexadecimal
 */
export function isRevoked(staple: Buffer, serialNumber: string): boolean {
  try {
    return responsesIn(staple).some(({ serial, status }) => serial === numberOf(serialNumber) && status === REVOKED);
  } catch {
    return false;
  }
}

/** CertStatus ::= CHOICE { good [0], revoked [1], unknown [2] }. */
const REVOKED = 1;
const OCTETS_OF_RESPONSE = 1;
const [UNIVERSAL, SEQUENCE] = [1, 16];

interface Response {
  readonly serial: bigint;
  /** Its tag. */
  readonly status: number;
}

function responsesIn(staple: Buffer): readonly Response[] {
  // OCSPResponse { responseStatus, [0] { responseType, response } }, and in response BasicOCSPResponse { tbsResponseData, ... }.
  const octets = childrenOf(childrenOf(childrenOf(parsed(staple))[1])[0])[OCTETS_OF_RESPONSE];
  if (!(octets instanceof OctetString)) return [];
  const facts = childrenOf(childrenOf(parsed(octets.valueBlock.valueHexView))[0]);
  // Of its members only the list of responses is a plain sequence.
  const list = facts.find(({ idBlock }) => idBlock.tagClass === UNIVERSAL && idBlock.tagNumber === SEQUENCE);
  return childrenOf(list).flatMap((each) => {
    const [certificate, status] = childrenOf(each);
    const serial = childrenOf(certificate)[3];
    return serial instanceof Integer && status ? [{ serial: serial.toBigInt(), status: status.idBlock.tagNumber }] : [];
  });
}

function parsed(der: Uint8Array): BaseBlock | undefined {
  const { offset, result } = fromBER(new Uint8Array(der));
  return offset === -1 ? undefined : result;
}

const childrenOf = (block: BaseBlock | undefined): readonly BaseBlock[] =>
  block instanceof Constructed ? block.valueBlock.value : [];

const numberOf = (hexadecimal: string): bigint => BigInt(`0x${hexadecimal}`);
