import { randomUUID, X509Certificate } from 'node:crypto';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Tenant } from '../../core/domain/tenant.ts';
import type { Asking } from '../../core/use-cases/tenant-ports.ts';
import type { AuthorityView } from '../../shared/ipc/tenants-views.ts';
import { certificateFacts } from '../outgoing/certificate-facts.ts';

type Authority = NonNullable<Tenant['authority']>;

export interface ChosenAuthorities {
  /** Failures: asking-cancelled, file-*, certificate-malformed. */
  choose(): Promise<Result<AuthorityView>>;
  /** Null names none. Failure: certificate-malformed (it was not chosen in this run of the app). */
  find(handle: string | null): Result<Authority | undefined>;
}

/** Certificates of authorities that a person has chosen from files, until the app ends; the window only ever names them. */
export function createChosenAuthorities(asking: Pick<Asking, 'file'>): ChosenAuthorities {
  const chosen = new Map<string, Authority>();
  return {
    choose: async () => {
      const file = await asking.file('authority');
      if (!file.ok) return file;
      if (!file.value) return fail({ code: 'asking-cancelled' });
      const authority = authorityIn(file.value.content);
      if (!authority) return fail({ code: 'certificate-malformed' });
      const handle = randomUUID();
      chosen.set(handle, authority);
      return ok({ handle, certificate: authority.certificate });
    },
    find: (handle) => {
      if (handle === null) return ok(undefined);
      const known = chosen.get(handle);
      return known ? ok(known) : fail({ code: 'certificate-malformed' });
    },
  };
}

/** PEM or DER. One that may not sign others vouches for nobody but itself, which it does only when it has signed itself. */
function authorityIn(content: Uint8Array): Authority | undefined {
  try {
    const certificate = new X509Certificate(Buffer.from(content));
    const vouches = certificate.ca || certificate.checkIssued(certificate);
    return vouches ? { pem: certificate.toString(), certificate: certificateFacts(certificate) } : undefined;
  } catch {
    return undefined;
  }
}
