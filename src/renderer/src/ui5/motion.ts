import { setAnimationMode } from '@ui5/webcomponents-base/dist/config/AnimationMode.js';
import AnimationMode from '@ui5/webcomponents-base/dist/types/AnimationMode.js';

/** UI5 animates within its own shadow trees, where a media query of ours does not reach. */
export function followMotionPreference(): void {
  const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
  const follow = () => setAnimationMode(reduced.matches ? AnimationMode.None : AnimationMode.Full);
  reduced.addEventListener('change', follow);
  follow();
}
