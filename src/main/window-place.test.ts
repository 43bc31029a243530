import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, MINIMUM_SIZE, placeFor } from './window-place.ts';

const left = { x: 100, y: 80, width: 1200, height: 800, maximized: false };
const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('the place of the window', () => {
  it('is the default size where nothing is remembered, or nothing sensible', () => {
    expect(placeFor(undefined, [laptop])).toEqual(DEFAULT_SIZE);
    expect(placeFor({ ...left, x: Number.NaN }, [laptop])).toEqual(DEFAULT_SIZE);
    expect(placeFor({ ...left, width: 1e300 }, [laptop])).toEqual(DEFAULT_SIZE);
    expect(placeFor({ ...left, height: '800' as unknown as number }, [laptop])).toEqual(DEFAULT_SIZE);
  });

  it('is where it was left', () => {
    expect(placeFor(left, [laptop])).toEqual({ x: 100, y: 80, width: 1200, height: 800 });
    expect(placeFor({ ...left, x: 2000 }, [laptop, monitor])).toEqual({ x: 2000, y: 80, width: 1200, height: 800 });
  });

  it('is left to the system when its display is gone, but the size stays', () => {
    expect(placeFor({ ...left, x: 2000 }, [laptop])).toEqual({ width: 1200, height: 800 });
    expect(placeFor({ ...left, y: -200 }, [laptop])).toEqual({ width: 1200, height: 800 });
    expect(placeFor({ ...left, x: 1430 }, [laptop])).toEqual({ width: 1200, height: 800 });
  });

  it('is never larger than the display nor smaller than the pages need', () => {
    expect(placeFor({ ...left, width: 5000, height: 5000 }, [laptop])).toMatchObject({ width: 1440, height: 900 });
    expect(placeFor({ ...left, width: 10, height: 10 }, [laptop])).toMatchObject(MINIMUM_SIZE);
  });

  it('always leaves a person something to take hold of', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const bounds = fc.record({ x: number, y: number, width: number, height: number, maximized: fc.boolean() });
    fc.assert(
      fc.property(bounds, fc.subarray([laptop, monitor], { minLength: 1 }), (left, displays) => {
        const place = placeFor(left, displays);
        expect(place.width).toBeGreaterThanOrEqual(MINIMUM_SIZE.width);
        expect(place.height).toBeGreaterThanOrEqual(MINIMUM_SIZE.height);
        const { x, y } = place;
        if (x === undefined || y === undefined) return;
        const reachable = displays.some((each) => {
          const above = y >= each.y && y < each.y + each.height;
          return above && x < each.x + each.width && x + place.width > each.x;
        });
        expect(reachable).toBe(true);
      }),
    );
  });
});
