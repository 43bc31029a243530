import type { NetworkTrouble } from '../../../core/domain/check/network-trouble.ts';
import type { FailureText } from './words.ts';

/** Without a title where the tenant was not reached at all. */
type Words = Omit<FailureText, 'title'> & { readonly title?: string };

const UNTRUSTED = 'Nothing was sent to it, your credentials included.';
const title = 'The certificate is not trusted';
const COMPANY = 'If your company has its own certificate authority or inspects connections';
const OTHERWISE = 'otherwise check the address.';

/** Where the authority can be imported in the same dialog; `replace`: another one was, and does not vouch for who answers. */
export const AUTHORITY_BELOW = {
  import: `${COMPANY}, choose Import Authority below; ${OTHERWISE}`,
  replace: `The authority below does not vouch for it: choose Replace Authority if it is the wrong one; ${OTHERWISE}`,
} as const;

/** Why a tenant could not be asked. */
export const REMOTE_NETWORK: Record<NetworkTrouble, Words> = {
  'connection-refused': {
    cause: 'Nothing listens at the address of the tenant.',
    nextStep: 'Check the address of the tenant, then try again.',
  },
  'connection-broken': {
    cause: 'The connection was closed before the answer was complete.',
    nextStep: 'Check the network connection, then try again.',
  },
  'name-unknown': {
    cause: 'The host name of the tenant is not known here.',
    nextStep: 'Check its spelling, and whether you are in the right network.',
  },
  unreachable: {
    cause: 'The tenant cannot be reached from this network, or a firewall forbids it.',
    nextStep: 'Check the network connection, then try again.',
  },
  'timed-out': {
    cause: 'No complete answer came in time.',
    nextStep: 'Check the network connection, then try again.',
  },
  'answer-malformed': {
    cause: 'What came back is not HTTP.',
    nextStep: 'Check the address of the tenant.',
  },
  'answer-too-large': {
    cause: 'The answer is longer than 1 MiB.',
    nextStep: 'Check whether the address is that of a tenant.',
  },
  'address-private': {
    cause: 'The name leads to an address of this computer or of a private network, and nothing was sent there.',
    nextStep: 'Check the address. If the tenant is in your own network, connect it anew and confirm that.',
  },
  'tls-self-signed': {
    title,
    cause: `The server shows a certificate that it has signed itself. ${UNTRUSTED}`,
    nextStep: `${COMPANY}, choose Edit in the list of tenants and import its authority; ${OTHERWISE}`,
  },
  'tls-authority-unknown': {
    title,
    cause: `The certificate comes from an authority that is not known here. ${UNTRUSTED}`,
    nextStep: `${COMPANY}, choose Edit in the list of tenants and import its authority; ${OTHERWISE}`,
  },
  'proxy-refused': {
    cause:
      'The proxy that the system of this computer names did not make the connection. Nothing was sent to the tenant.',
    nextStep: 'Check the proxy in the settings of the system; one that asks for a password, and SOCKS, cannot be used.',
  },
  'tls-expired': {
    title,
    cause: `The certificate of the server has expired. ${UNTRUSTED}`,
    nextStep: 'Check the clock of this computer; if it is right, tell the administrator of the tenant.',
  },
  'tls-not-yet-valid': {
    title,
    cause: `The certificate of the server is not valid yet. ${UNTRUSTED}`,
    nextStep: 'Check the clock of this computer.',
  },
  'tls-wrong-name': {
    title,
    cause: `The certificate of the server is for another host name. ${UNTRUSTED}`,
    nextStep: 'Check the address of the tenant.',
  },
  'tls-revoked': {
    title,
    cause: `The certificate of the server has been revoked. ${UNTRUSTED}`,
    nextStep: 'Tell the administrator of the tenant.',
  },
  'tls-weak-key': {
    title,
    cause: `The key of the server’s certificate is so short that it can be broken. ${UNTRUSTED}`,
    nextStep: 'Tell the administrator of the tenant: it needs a certificate with a longer key.',
  },
  'tls-too-old': {
    cause: 'The server offers only versions of TLS that are no longer safe. Nothing was sent to it.',
    nextStep: 'Check the address of the tenant, and whether something old stands between it and you.',
  },
  'tls-certificate-wanted': {
    cause: 'The server asks for a client certificate that it accepts.',
    nextStep: 'Connect the tenant with a certificate that its administrator has registered.',
  },
  'tls-not-spoken': {
    cause: 'The server does not speak TLS at this port.',
    nextStep: 'Check the port in the address of the tenant.',
  },
  'tls-other': {
    cause: `No secure connection could be made. ${UNTRUSTED}`,
    nextStep: 'Check the address of the tenant; its server must offer TLS 1.2 or newer.',
  },
  other: {
    cause: 'The connection failed for a reason that Trust Desk does not know.',
    nextStep: 'Check the address of the tenant, then try again.',
  },
};
