import type { TenantColour } from '../../core/domain/tenant.ts';

/** SAP's accent colours, which every theme sets for its background. Never alone: the name stands beside them. */
export const COLOURS: Record<TenantColour, string> = {
  blue: 'var(--sapAccentColor6)',
  teal: 'var(--sapAccentColor7)',
  green: 'var(--sapAccentColor8)',
  orange: 'var(--sapAccentColor1)',
  red: 'var(--sapAccentColor2)',
  pink: 'var(--sapAccentColor3)',
  purple: 'var(--sapAccentColor9)',
  grey: 'var(--sapAccentColor10)',
};

export const COLOUR_WORDS: Record<TenantColour, string> = {
  ...{ blue: 'Blue', teal: 'Teal', green: 'Green', orange: 'Orange' },
  ...{ red: 'Red', pink: 'Pink', purple: 'Purple', grey: 'Grey' },
};
