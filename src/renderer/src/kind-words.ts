import type { ApplicationKind } from '../../core/domain/application.ts';

/** SAP's `meta.type` in words. */
export const KIND_WORDS: Record<ApplicationKind, string> = {
  charged: 'Own application',
  bundled: 'Bundled: made by SAP or SAP BTP',
  system: 'System: part of the tenant',
};

/** The same in a list. */
export const SHORT_KIND_WORDS: Record<ApplicationKind, string> = {
  ...{ charged: 'Own', bundled: 'Bundled', system: 'System' },
};
