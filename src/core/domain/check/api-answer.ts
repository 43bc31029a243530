import type { ApiHeader } from './api-request.ts';
import type { NetworkTrouble } from './network-trouble.ts';

/** What the API answered, or why nothing came. */
export type ApiAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly ApiHeader[];
      readonly body: ApiBody;
      readonly tookMs: number;
    }
  | { readonly kind: 'failed'; readonly trouble: NetworkTrouble; readonly tookMs: number };

/** `bytes`: how many came. `cut`: there was more than is read. */
export type ApiBody =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly cut: boolean }
  | { readonly kind: 'binary'; readonly bytes: number; readonly cut: boolean };
