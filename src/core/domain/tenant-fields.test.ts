import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freeColour } from './tenant-fields.ts';
import { TENANT_COLOURS } from './tenant.ts';

it('proposes a colour that no other tenant has, as long as there is one', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...TENANT_COLOURS), { maxLength: 20 }), (colours) => {
      const proposed = freeColour(colours.map((colour) => ({ colour })));
      const having = (wanted: string) => colours.filter((colour) => colour === wanted).length;
      expect(TENANT_COLOURS.every((colour) => having(colour) >= having(proposed))).toBe(true);
    }),
  );
});
