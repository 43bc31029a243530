import { isDeepStrictEqual } from 'node:util';
import type { DependencyRequest } from '../../../src/core/use-cases/create-dependency.ts';
import type { Creations } from '../../../src/main/ipc/creations.ts';

/** As the window does it: what is to be created is previewed, unless that is what was previewed last. */
export function shownFirst(creations: Creations): Creations {
  const shown = new Map<string, DependencyRequest>();
  const preview: Creations['preview'] = (id, request) => {
    shown.set(id, request);
    return creations.preview(id, request);
  };
  return {
    ...creations,
    preview,
    create: async (id, request) => {
      const isShown = creations.previewed(id) && isDeepStrictEqual(shown.get(id), request);
      const previewed = isShown ? undefined : await preview(id, request);
      return previewed?.ok === false ? previewed : creations.create(id, request);
    },
  };
}
