import type { AllHandlers, Counter } from '../counter.ts';

export function tenantsHandlers({ tenants, once }: Counter): AllHandlers['tenants'] {
  return {
    list: () => tenants.list(),
    open: ({ tenantId }) => tenants.open(tenantId),
    examine: (asked) => tenants.examine(asked),
    chooseAuthority: () => tenants.chooseAuthority(),
    add: ({ requestId, ...typed }) => once(requestId, () => tenants.add(typed)),
    change: (changed) => tenants.change(changed),
    signIn: ({ tenantId, signIn }) => tenants.signIn(tenantId, signIn),
    setAuthority: ({ tenantId, authority }) => tenants.setAuthority(tenantId, authority),
    remove: (removed) => tenants.remove(removed),
    test: ({ tenantId }) => tenants.test(tenantId),
  };
}
