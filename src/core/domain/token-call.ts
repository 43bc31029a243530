import { LOOPBACK } from './local-tenant.ts';

/** What a printed token request needs. The secret is given only where main composes it for the clipboard. */
export interface TokenCall {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly resource: string;
  /** PEM file with the certificate of an https address that no authority vouches for. */
  readonly certificateFile?: string;
  /** The resource gives tokens for users only: the consumer sends the token of one who has logged on to it. */
  readonly forUsers?: boolean;
}

/** Stands where the secret goes in a call that is shown, or copied without one. */
export const SECRET_PLACEHOLDER = '<client secret>';

/** Stands where the token of the user goes. */
const USER_TOKEN_PLACEHOLDER = '<user token>';

/** A proxy that the environment names would be asked for this machine, too, and would look for the endpoint on its own. */
const ON_LOOPBACK = new RegExp(`^https?://${LOOPBACK.replaceAll('.', String.raw`\.`)}:`);

/** SAP's principal propagation with an assertion. The token is opaque by default, of which an API can verify nothing itself. */
const JWT_BEARER = [
  `  --data-urlencode 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer' \\`,
  '  --data-urlencode "assertion=$USER_TOKEN" \\',
  `  --data-urlencode 'token_format=jwt' \\`,
];

/**
 * The token request as a POSIX shell command (SAP: "Generate Credentials to Access the APIs of an Application"; its older page
 * prints `-data-urlencode`, which fails). Every parameter goes through `--data-urlencode`, so any character is safe; the secret
 * stands alone in a variable, to be replaced by `read -rs CLIENT_SECRET` where a shell history must not keep it.
 */
export function tokenCallAsCurl(call: TokenCall, secret: string): string {
  return [
    `CLIENT_SECRET=${shellQuote(secret)}`,
    ...(call.forUsers ? [`USER_TOKEN=${shellQuote(USER_TOKEN_PLACEHOLDER)}`] : []),
    `curl --request POST ${shellQuote(call.tokenEndpoint)} \\`,
    ...(ON_LOOPBACK.test(call.tokenEndpoint) ? [`  --noproxy ${LOOPBACK} \\`] : []),
    ...(call.certificateFile === undefined ? [] : [`  --cacert ${shellQuote(call.certificateFile)} \\`]),
    ...(call.forUsers ? JWT_BEARER : [`  --data-urlencode 'grant_type=client_credentials' \\`]),
    `  --data-urlencode ${shellQuote(`client_id=${call.clientId}`)} \\`,
    `  --data-urlencode "client_secret=$CLIENT_SECRET" \\`,
    `  --data-urlencode ${shellQuote(`resource=${call.resource}`)}`,
  ].join('\n');
}

/** A word no shell changes: in single quotes nothing but the quote itself is special (POSIX, 2.2.2). */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
