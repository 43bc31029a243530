/** Where the window was, in device-independent pixels; `maximized` on top of the size it has when it is not. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MINIMUM_SIZE = { width: 960, height: 640 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** As much of the title bar must be in sight for a person to get hold of the window. */
const GRIP = { width: 120, height: 32 } as const;

/** What the window should get: the size that was left, as far as it fits, and the place, if it is still on a display. */
export function placeFor(
  left: WindowBounds | undefined,
  displays: readonly Area[],
): Partial<Area> & Pick<Area, 'width' | 'height'> {
  if (!left || ![left.x, left.y, left.width, left.height].every(Number.isSafeInteger)) return DEFAULT_SIZE;
  const fitted = displays.map((display) => ({ display, window: { ...left, ...sizeOn(display, left) } }));
  const found = fitted.find(({ display, window }) => showsGrip(display, window));
  if (!found) return sizeOn(displays[0], left);
  const { x, y, width, height } = found.window;
  return { x, y, width, height };
}

const sizeOn = (display: Area | undefined, wanted: Area): Pick<Area, 'width' | 'height'> => ({
  width: within(wanted.width, MINIMUM_SIZE.width, display?.width),
  height: within(wanted.height, MINIMUM_SIZE.height, display?.height),
});

const within = (wanted: number, minimum: number, maximum = wanted): number =>
  Math.max(minimum, Math.min(wanted, maximum));

function showsGrip(area: Area, window: Area): boolean {
  const visibleWidth = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x);
  return visibleWidth >= GRIP.width && window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
}
