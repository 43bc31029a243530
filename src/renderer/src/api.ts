import type { Bridge } from '../../shared/ipc/client.ts';

/** Main's half of the product, as the preload exposes it. Nothing else in the window touches the global. */
export const bridge = (): Bridge => window.trustDesk;
