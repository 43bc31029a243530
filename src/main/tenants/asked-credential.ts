import type { Result } from '../../core/domain/result.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { CREDENTIAL_MAXIMUM_BYTES, type SignIn, type Tenant } from '../../core/domain/tenant.ts';
import { parseSignInClientId, parseSignInUserName } from '../../core/domain/tenant-fields.ts';
import type { AskedSecret, Asking, P12Reader } from '../../core/use-cases/tenant-ports.ts';
import type { TypedSignIn } from '../../shared/ipc/call-inputs.ts';
import type { SignInCredential } from './credentials.ts';

export interface AskedCredential {
  readonly signIn: SignIn;
  readonly credential: SignInCredential;
}

/** For which it is asked, and where it goes. */
type Recipient = Pick<Tenant, 'name' | 'origin'>;

interface Parts {
  readonly asking: Asking;
  readonly p12: P12Reader;
}

/**
 * Has a person give what the tenant is signed in to with, outside the main window. Failures: field-*, asking-cancelled,
 * credential-too-long, file-*, p12-*.
 */
export async function askCredential(
  parts: Parts,
  tenant: Recipient,
  typed: TypedSignIn,
): Promise<Result<AskedCredential>> {
  switch (typed.kind) {
    case 'client-secret': {
      const clientId = parseSignInClientId(typed.clientId);
      if (!clientId.ok) return clientId;
      const value = await askText(parts, { what: 'client-secret', ...shownOf(tenant), account: clientId.value });
      return value.ok ? ok({ signIn: { kind: typed.kind, clientId: clientId.value }, credential: value.value }) : value;
    }
    case 'user-password': {
      const userName = parseSignInUserName(typed.userName);
      if (!userName.ok) return userName;
      const value = await askText(parts, { what: 'password', ...shownOf(tenant), account: userName.value });
      return value.ok ? ok({ signIn: { kind: typed.kind, userName: userName.value }, credential: value.value }) : value;
    }
    case 'certificate':
      return askCertificate(parts, tenant);
  }
}

const shownOf = ({ name, origin }: Recipient): Pick<AskedSecret, 'tenant' | 'host'> => ({
  tenant: name,
  host: new URL(origin).host,
});

async function askText({ asking }: Parts, asked: AskedSecret): Promise<Result<SignInCredential>> {
  const given = await asking.secret(asked);
  if (!given.ok) return given;
  if (given.value === undefined) return fail({ code: 'asking-cancelled' });
  if (Buffer.byteLength(given.value, 'utf8') > CREDENTIAL_MAXIMUM_BYTES)
    return fail({ code: 'credential-too-long', limit: CREDENTIAL_MAXIMUM_BYTES });
  return ok({ kind: 'text', value: given.value });
}

async function askCertificate({ asking, p12 }: Parts, tenant: Recipient): Promise<Result<AskedCredential>> {
  const file = await asking.file('p12');
  if (!file.ok) return file;
  if (!file.value) return fail({ code: 'asking-cancelled' });
  const passphrase = await asking.secret({ what: 'passphrase', ...shownOf(tenant), account: file.value.name });
  if (!passphrase.ok) return passphrase;
  if (passphrase.value === undefined) return fail({ code: 'asking-cancelled' });
  const read = await p12.read(file.value.content, passphrase.value);
  if (!read.ok) return read;
  const { certificate, privateKey, facts } = read.value;
  return ok({
    signIn: { kind: 'certificate', certificate: facts },
    credential: { kind: 'certificate', certificate, privateKey },
  });
}
