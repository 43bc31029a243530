import { labelOf } from '../../../core/domain/application.ts';
import { ok } from '../../../core/domain/result.ts';
import { createSecret } from '../../../core/use-cases/create-secret.ts';
import { readSecret } from '../../../core/use-cases/read-secret.ts';
import { removeSecret } from '../../../core/use-cases/remove-secret.ts';
import { secretViewOf } from '../application-view.ts';
import type { AllHandlers, Counter } from '../counter.ts';
import { announceChange, written } from './applications.ts';

export function secretHandlers(counter: Counter): AllHandlers['secrets'] {
  const { desk, once, turn } = counter;
  return {
    create: ({ applicationId, requestId, secret: wish }) =>
      once(requestId, async () => {
        const secret = await turn(() => createSecret(desk, applicationId, wish));
        if (!secret.ok) return secret;
        announceChange(counter, [applicationId]);
        return ok(secretViewOf(counter, secret.value));
      }),
    remove: ({ applicationId, secretId }) => written(counter, () => removeSecret(desk, applicationId, secretId)),
    show: async ({ applicationId, secretId }) => {
      const read = await readSecret(desk, applicationId, secretId);
      if (!read.ok) return read;
      const { application, secret, value } = read.value;
      return counter.machine.showSecret({ application: labelOf(application), hint: secret.hint, value });
    },
  };
}
