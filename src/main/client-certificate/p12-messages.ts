import * as v from 'valibot';
import type { CertificateFacts } from '../../core/domain/tenant.ts';

/** Why a file gives no certificate to sign in with. */
const P12_PROBLEMS = ['malformed', 'passphrase-wrong', 'without-key', 'several-keys'] as const;
type P12Problem = (typeof P12_PROBLEMS)[number];

/** PEM both; the client's own certificate first. */
interface OpenedP12 {
  readonly certificate: string;
  readonly privateKey: string;
  readonly facts: CertificateFacts;
}

export type P12Answer = OpenedP12 | { readonly problem: P12Problem };

const text = v.string();
const answerShape: v.GenericSchema<unknown, P12Answer> = v.union([
  v.strictObject({ problem: v.picklist(P12_PROBLEMS) }),
  v.strictObject({
    ...{ certificate: text, privateKey: text },
    facts: v.strictObject({
      ...{ subject: text, issuer: text, names: v.array(text) },
      ...{ validFrom: text, validTo: text, fingerprint: text },
    }),
  }),
]);
const requestShape = v.strictObject({ file: text, passphrase: text });

/** `file`: base64. */
export type P12Request = v.InferOutput<typeof requestShape>;

export const p12RequestIn = (message: unknown): P12Request | undefined => {
  const parsed = v.safeParse(requestShape, message);
  return parsed.success ? parsed.output : undefined;
};

export const p12AnswerIn = (message: unknown): P12Answer | undefined => {
  const parsed = v.safeParse(answerShape, message);
  return parsed.success ? parsed.output : undefined;
};
