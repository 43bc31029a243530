/** Why no answer came, or none that can be used; taken from error codes, never from texts. */
export const NETWORK_TROUBLES = [
  'connection-refused',
  'connection-broken',
  'name-unknown',
  'unreachable',
  'timed-out',
  'answer-malformed',
  'answer-too-large',
  'address-private',
  'proxy-refused',
  'tls-self-signed',
  'tls-authority-unknown',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-wrong-name',
  'tls-revoked',
  'tls-weak-key',
  'tls-too-old',
  'tls-certificate-wanted',
  'tls-not-spoken',
  'tls-other',
  'other',
] as const;
export type NetworkTrouble = (typeof NETWORK_TROUBLES)[number];

const BY_CODE: Readonly<Record<string, NetworkTrouble>> = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-broken',
  EPIPE: 'connection-broken',
  ECONNABORTED: 'connection-broken',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  // Such as an IPv4 address with five parts.
  ERR_INVALID_URL: 'name-unknown',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  // Ours: where only public addresses may be asked.
  ADDRESS_PRIVATE: 'address-private',
  ETIMEDOUT: 'timed-out',
  // What X509_verify_cert_error_string means, under the names Node gives to it.
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-authority-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-authority-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-authority-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-authority-unknown',
  CERT_UNTRUSTED: 'tls-authority-unknown',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-name',
  CERT_REVOKED: 'tls-revoked',
  // Ours, and OpenSSL's where it is stricter.
  CERT_KEY_WEAK: 'tls-weak-key',
  ERR_SSL_EE_KEY_TOO_SMALL: 'tls-weak-key',
  CA_KEY_TOO_SMALL: 'tls-weak-key',
  EPROTO: 'tls-other',
};

/** By `code` of a Node error. */
export function troubleOf(code: string): NetworkTrouble {
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known) return known;
  if (code.startsWith('HPE_')) return 'answer-malformed';
  // What a server says of certificates, it says of ours.
  if (/_ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/.test(code)) return 'tls-certificate-wanted';
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)) return 'tls-too-old';
  if (/WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG/.test(code)) return 'tls-not-spoken';
  return /^(?:ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_)/.test(code) ? 'tls-other' : 'other';
}
