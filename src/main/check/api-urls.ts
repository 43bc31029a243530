import * as v from 'valibot';
import type { ApplicationId } from '../../core/domain/identifiers.ts';

interface Settings {
  get(key: string): unknown;
  set(key: string, value: unknown): boolean;
}

export interface ApiUrls {
  /** Empty when none was called yet. */
  of(providerId: ApplicationId): string;
  remember(providerId: ApplicationId, url: string): void;
}

const KEY = 'apiUrls';
const MAXIMUM = 200;
const urls = v.array(v.object({ provider: v.string(), url: v.pipe(v.string(), v.maxLength(2_048)) }));

/** Which URL was called last at each provider, newest last; the oldest are forgotten. */
export function createApiUrls(settings: Settings): ApiUrls {
  const all = () => {
    const parsed = v.safeParse(urls, settings.get(KEY));
    return parsed.success ? parsed.output : [];
  };
  return {
    of: (providerId) => all().find(({ provider }) => provider === providerId)?.url ?? '',
    remember: (provider, url) => {
      const others = all().filter((each) => each.provider !== provider);
      settings.set(KEY, [...others, { provider, url }].slice(-MAXIMUM));
    },
  };
}
