import forge from 'node-forge';

export type Node = forge.asn1.Asn1;

/** Throws for what has none. */
export function childrenOf(node: Node | undefined): readonly Node[] {
  if (!node?.constructed) throw new Error('not made of others');
  return node.value as Node[];
}

/** Of an octet string too that comes in pieces (BER). */
export function bytesOf(node: Node | undefined): Buffer {
  if (!node) throw new Error('not there');
  return node.constructed ? Buffer.concat(childrenOf(node).map(bytesOf)) : Buffer.from(node.value as string, 'binary');
}

export const numberOf = (node: Node | undefined): number => Number(BigInt(`0x${bytesOf(node).toString('hex')}`));

export const oidOf = (node: Node | undefined): string =>
  forge.asn1.derToOid(forge.util.createBuffer(bytesOf(node).toString('binary')));
