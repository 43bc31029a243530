/**
 * Runs in a page and tries every way to get foreign script in or data out. Answers what ran and what the policy reported.
 * As text, so that it can run in a window of the test's own as well.
 */
export const SCRIPT_PROBE = `(async () => {
  const ran = [];
  const refused = [];
  window.__ran = (what) => ran.push(what);
  document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
  const add = (tag, members, where = document.body) => where.appendChild(Object.assign(document.createElement(tag), members));

  add('script', { textContent: '__ran("inline script")' });
  add('script', { src: 'data:text/javascript,__ran("data script")' });
  add('script', { src: URL.createObjectURL(new Blob(['__ran("blob script")'], { type: 'text/javascript' })) });
  add('script', { src: 'http://127.0.0.1:9/remote.js', onload: () => ran.push('remote script') });
  add('button', {}).setAttribute('onclick', '__ran("inline handler")');
  document.body.lastChild.click();
  document.body.lastChild.remove();
  const link = add('a', { href: 'javascript:__ran("javascript address")' });
  link.click();
  link.remove();
  // Not in this task: what a debugger evaluates may be exempt.
  await new Promise((settle) => setTimeout(() => {
    try { eval('__ran("eval")'); } catch { refused.push('eval'); }
    try { new Function('__ran("Function")')(); } catch { refused.push('Function'); }
    setTimeout('__ran("timeout text")', 0);
    settle();
  }, 0));
  await import('data:text/javascript,__ran("data import")').catch(() => refused.push('import'));
  await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => ran.push('wasm'), () => refused.push('wasm'));
  try {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
    await new Promise((settle) => { worker.onmessage = () => { ran.push('worker'); settle(); }; worker.onerror = settle; setTimeout(settle, 500); });
  } catch { refused.push('worker'); }
  add('style', { textContent: 'body { --inline: yes }' });
  if (getComputedStyle(document.body).getPropertyValue('--inline')) ran.push('inline style');
  add('iframe', { srcdoc: '<script>parent.__ran("frame script")</script>' });
  add('iframe', { src: 'data:text/html,x' });
  add('object', { data: 'data:text/html,x' });
  add('base', { href: 'https://evil.example/' }, document.head);
  if (document.baseURI.startsWith('https://evil.example')) ran.push('base');
  await fetch('http://127.0.0.1:9/out').catch(() => undefined);
  try { new WebSocket('ws://127.0.0.1:9/out'); } catch { /* Refused at once. */ }
  add('img', { src: 'http://127.0.0.1:9/out.png' });
  await new Promise((settle) => setTimeout(settle, 600));
  return { ran: [...new Set(ran)].sort(), refused: [...new Set(refused)].sort() };
})()`;
