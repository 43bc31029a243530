import type { NetworkTrouble } from '../../../../core/domain/check/network-trouble.ts';

interface Explained {
  /** What it means. */
  readonly meaning: string;
  /** What to do. */
  readonly advice: string;
}

const UNTRUSTED = 'Trust Desk sends nothing where it cannot know who listens, and there is no way to switch that off.';

/** Why no usable answer came. */
export const NETWORK_WORDS: Record<NetworkTrouble, Explained> = {
  'connection-refused': {
    meaning: 'Nothing listens at this address and port.',
    advice: 'Start the server, or correct host and port.',
  },
  'connection-broken': {
    meaning: 'The connection was closed before the answer was complete.',
    advice: 'Try again; if it happens again, look at the log of the server.',
  },
  'name-unknown': {
    meaning: 'The host name is not known here.',
    advice: 'Check the spelling, and whether you are in the right network.',
  },
  unreachable: {
    meaning: 'The host cannot be reached from this network, or a firewall forbids it.',
    advice: 'Check the network connection and the address.',
  },
  'timed-out': {
    meaning: 'No complete answer came within 15 seconds.',
    advice: 'Check whether the server is busy or stands at a breakpoint, then try again.',
  },
  'answer-malformed': {
    meaning: 'What came back is not HTTP.',
    advice: 'Check the port; if the server speaks TLS there, use https:// in the address.',
  },
  'answer-too-large': {
    meaning: 'The answer is longer than 1 MiB.',
    advice: 'Check whether the address is the right one.',
  },
  'address-private': {
    meaning: 'The name leads to an address of this computer or of a private network, and nothing was sent there.',
    advice: 'Check the address of the tenant.',
  },
  'tls-self-signed': {
    meaning: `The server shows a certificate that it has signed itself. ${UNTRUSTED}`,
    advice: 'On this machine use the http:// address of the server, or give it a certificate of a public authority.',
  },
  'tls-authority-unknown': {
    meaning: `The certificate of the server comes from an authority that is not known here, or a link of its chain is missing. ${UNTRUSTED}`,
    advice: 'Let the server send its whole chain, up to a public authority.',
  },
  'proxy-refused': {
    meaning:
      'The proxy that the system of this computer names did not make the connection. Nothing was sent to the server.',
    advice: 'Check the proxy in the settings of the system; one that asks for a password, and SOCKS, cannot be used.',
  },
  'tls-expired': {
    meaning: `The certificate of the server has expired. ${UNTRUSTED}`,
    advice: 'Renew the certificate of the server, and check the clock of this computer.',
  },
  'tls-not-yet-valid': {
    meaning: `The certificate of the server is not valid yet. ${UNTRUSTED}`,
    advice: 'Check the clock of this computer.',
  },
  'tls-wrong-name': {
    meaning: `The certificate of the server is for another host name. ${UNTRUSTED}`,
    advice: 'Use the name that stands in the certificate.',
  },
  'tls-revoked': {
    meaning: `The certificate of the server has been revoked. ${UNTRUSTED}`,
    advice: 'Give the server a new certificate.',
  },
  'tls-weak-key': {
    meaning: `The key of the server’s certificate is so short that it can be broken. ${UNTRUSTED}`,
    advice: 'Give the server a certificate with a key of 2,048 bits or more.',
  },
  'tls-too-old': {
    meaning: 'The server offers only versions of TLS that are no longer safe. Nothing was sent to it.',
    advice: 'Have the server offer TLS 1.2 or newer.',
  },
  'tls-certificate-wanted': {
    meaning: 'The server asks for a client certificate, which Trust Desk does not have.',
    advice: 'Call the API where a token is enough.',
  },
  'tls-not-spoken': {
    meaning: 'The server does not speak TLS at this port.',
    advice: 'Use http:// in the address, or the port for https.',
  },
  'tls-other': {
    meaning:
      'No secure connection could be made: the server does not speak TLS at this port, has no version of it in common with Trust Desk, wants a client certificate, or has a faulty one.',
    advice: 'If the address is meant to be http://, use that; else the server must offer TLS 1.2 or newer.',
  },
  other: {
    meaning: 'The connection failed for a reason that Trust Desk does not know.',
    advice: 'Check the address, then try again.',
  },
};
