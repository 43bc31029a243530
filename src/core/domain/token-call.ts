import { LOOPBACK } from './local-tenant.ts';

/** What a printed token request needs. The secret is given only where main composes it for the clipboard. */
export interface TokenCall {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly resource: string;
  /** PEM file with the certificate of an https address that no authority vouches for. */
  readonly certificateFile?: string;
}

/** Stands where the secret goes in a call that is shown, or copied without one. */
export const SECRET_PLACEHOLDER = '<client secret>';

/** A proxy that the environment names would be asked for this machine, too, and would look for the endpoint on its own. */
const ON_LOOPBACK = new RegExp(`^https?://${LOOPBACK.replaceAll('.', String.raw`\.`)}:`);

/**
 * The token request as a POSIX shell command (SAP: "Generate Credentials to Access the APIs of an Application"; its older page
 * prints `-data-urlencode`, which fails). Every parameter goes through `--data-urlencode`, so any character is safe; the secret
 * stands alone in a variable, to be replaced by `read -rs CLIENT_SECRET` where a shell history must not keep it.
 */
export function tokenCallAsCurl(call: TokenCall, secret: string): string {
  return [
    `CLIENT_SECRET=${shellQuote(secret)}`,
    `curl --request POST ${shellQuote(call.tokenEndpoint)} \\`,
    ...(ON_LOOPBACK.test(call.tokenEndpoint) ? [`  --noproxy ${LOOPBACK} \\`] : []),
    ...(call.certificateFile === undefined ? [] : [`  --cacert ${shellQuote(call.certificateFile)} \\`]),
    `  --data-urlencode 'grant_type=client_credentials' \\`,
    `  --data-urlencode ${shellQuote(`client_id=${call.clientId}`)} \\`,
    `  --data-urlencode "client_secret=$CLIENT_SECRET" \\`,
    `  --data-urlencode ${shellQuote(`resource=${call.resource}`)}`,
  ].join('\n');
}

/** A word no shell changes: in single quotes nothing but the quote itself is special (POSIX, 2.2.2). */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
