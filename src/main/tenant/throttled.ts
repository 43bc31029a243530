/** Runs `say` at once and then not more often than every `ms`; what was asked for meanwhile is said once, at the end of the pause. */
export function throttled(ms: number, say: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let pause: NodeJS.Timeout | undefined;
  let asked = false;
  const ask = () => {
    if (pause) {
      asked = true;
      return;
    }
    asked = false;
    pause = setTimeout(() => {
      pause = undefined;
      if (asked) ask();
    }, ms);
    pause.unref();
    say();
  };
  return { ask, stop: () => clearTimeout(pause) };
}
