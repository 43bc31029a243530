import { expect, it } from 'vitest';
import { troubleOf } from './network-trouble.ts';

it.each([
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'connection-broken'],
  ['ENOTFOUND', 'name-unknown'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-self-signed'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-authority-unknown'],
  ['CERT_HAS_EXPIRED', 'tls-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-name'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-not-spoken'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-certificate-wanted'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-certificate-wanted'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'tls-certificate-wanted'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tls-certificate-wanted'],
  ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'tls-certificate-wanted'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-other'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-too-old'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-too-old'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', 'tls-weak-key'],
  ['CERT_KEY_WEAK', 'tls-weak-key'],
  ['ERR_SSL_NO_SHARED_CIPHER', 'tls-other'],
  ['CERT_SIGNATURE_FAILURE', 'tls-other'],
  ['HPE_INVALID_CONSTANT', 'answer-malformed'],
  ['ESOMETHING', 'other'],
  ['', 'other'],
  ['toString', 'other'],
])('%s is %s', (code, trouble) => expect(troubleOf(code)).toBe(trouble));
