import { hash, randomBytes } from 'node:crypto';
import type { Application } from '../../core/domain/application.ts';
import type { SecretId } from '../../core/domain/identifiers.ts';
import { isExpired } from './client-authentication.ts';

/**
 * A token's `jti` says in hashes which secret it was got with and which dependencies it rests on, so that introspection knows,
 * even after a restart, that one of them is gone. To everybody else it is a unique text (RFC 7519, 4.1.7).
 */
export function newTokenId(secretId: SecretId | undefined, dependencies: readonly string[]): string {
  const random = randomBytes(16).toString('base64url');
  return [random, secretId === undefined ? NONE : tag(secretId), tagOf(dependencies)].join('.');
}

const NONE = '-';
const SEVERAL = '*';

/** Whether the secret is still there and valid. A token that was not got with one is not judged. */
export function secretHolds(jti: string, { secrets }: Pick<Application, 'secrets'>, now: Date): boolean {
  const secret = jti.split('.')[1];
  return secret === NONE || secrets.some((each) => tag(each.id) === secret && !isExpired(each, now));
}

/**
 * Whether a token may rest on this dependency: it is the one it was got for. A token for all dependencies on a provider, which may
 * be 400, rests on any.
 */
export function restsOn(jti: string, dependency: string): boolean {
  const dependencies = jti.split('.')[2];
  return dependencies === SEVERAL || dependencies === tag(dependency);
}

/** A token for the client itself, or for an API of its own. */
export const restsOnNone = (jti: string): boolean => jti.split('.')[2] === NONE;

const tag = (text: string): string => hash('sha256', text, 'base64url').slice(0, 16);

function tagOf([first, ...others]: readonly string[]): string {
  if (first === undefined) return NONE;
  return others.length === 0 ? tag(first) : SEVERAL;
}
