import { createHash, randomBytes } from 'node:crypto';
import type { Application } from '../../core/domain/application.ts';
import type { Dependency } from '../../core/domain/dependency.ts';
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

/** Whether the secret is still there and valid. A token that was not got with one is not judged. */
export function secretHolds(jti: string, { secrets }: Pick<Application, 'secrets'>, now: Date): boolean {
  const secret = jti.split('.')[1];
  return secret === NONE || secrets.some((each) => tag(each.id) === secret && !isExpired(each, now));
}

/** Whether the dependencies are as they were: the one that was named, or all of them on that provider. */
export function dependenciesHold(jti: string, onProvider: readonly Dependency[]): boolean {
  const dependencies = jti.split('.')[2];
  if (dependencies === NONE) return true;
  const names = onProvider.map(({ name }) => name);
  return names.some((name) => tagOf([name]) === dependencies) || tagOf(names) === dependencies;
}

const tag = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 16);

const tagOf = (names: readonly string[]): string => (names.length === 0 ? NONE : tag(names.toSorted().join(' ')));
