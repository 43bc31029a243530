import type { TLSSocket } from 'node:tls';

/** Notes what the server sends along of its certificate; the answer, once the handshake is over, says whether it was revoked. */
export function watchStaple(socket: TLSSocket): () => Promise<boolean> {
  let staple: Buffer | undefined;
  socket.once('OCSPResponse', (sent: Buffer | null) => {
    if (sent && sent.length > 0) staple = sent;
  });
  return async () => {
    if (!staple) return false;
    // Loaded only for a server that sends one.
    const { isRevoked } = await import('./revoked.ts');
    return isRevoked(staple, socket.getPeerCertificate().serialNumber);
  };
}
