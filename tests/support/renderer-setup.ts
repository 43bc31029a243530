// Loaded lazily by UI5's Input and ComboBox otherwise, perhaps after the environment is gone: Vitest would then report an
// unhandled "window is not defined" although every test passed.
import '@ui5/webcomponents/dist/features/InputComposition.js';
import { configure } from '@testing-library/svelte';
import { renderFinished } from '@ui5/webcomponents-base/dist/Render.js';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll } from 'vitest';

// happy-dom has neither form-associated elements nor the popover API, both of which UI5 takes for granted, and no idle time.
HTMLElement.prototype.attachInternals = () =>
  ({ setFormValue: () => undefined, setValidity: () => undefined, states: new Set() }) as unknown as ElementInternals;
HTMLElement.prototype.showPopover = () => undefined;
HTMLElement.prototype.hidePopover = () => undefined;

globalThis.requestIdleCallback = (callback) =>
  Number(setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 50 })));
globalThis.cancelIdleCallback = (handle) => clearTimeout(handle);

// Pages are loaded when they are first shown, which takes its time while other tests use the processor.
configure({ asyncUtilTimeout: 10_000 });

const SETTLED_MS = 50;

afterAll(async () => {
  await renderFinished();
  await wait(SETTLED_MS);
});
