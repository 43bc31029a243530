/** What was asked for, or a fault when it does not come in time. */
export function inTime<T>(asked: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((settle, fail) => {
    const late = () => fail(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(late, timeoutMs);
    asked.then(settle, fail).finally(() => clearTimeout(timer));
  });
}
