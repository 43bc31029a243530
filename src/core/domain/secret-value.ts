import { HINT_LENGTH } from './secret.ts';

/**
 * Letters, digits and the marks SAP's hint pattern allows. None of `& % + ' " $` or blank, but several that shells and forms
 * treat specially: a client that encodes wrongly must fail here, not in production.
 */
export const SECRET_MARKS = '[]_:=?@-./~';
export const SECRET_ALPHABET = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${SECRET_MARKS}`;

/** 43 of 73 characters carry 266 bits; RFC 6749 section 10.10 asks for a guessing chance of at most 2^-128. */
export const SECRET_LENGTH = 43;

// Bytes from here up would make the first characters of the alphabet likelier than the rest.
const FAIR_LIMIT = 256 - (256 % SECRET_ALPHABET.length);

/** A new secret value, with at least one mark in it. `randomBytes` must be the system's cryptographic source. */
export function makeSecretValue(randomBytes: (count: number) => Uint8Array): string {
  for (;;) {
    const value = draw(randomBytes);
    if ([...value].some((character) => SECRET_MARKS.includes(character))) return value;
  }
}

function draw(randomBytes: (count: number) => Uint8Array): string {
  let value = '';
  while (value.length < SECRET_LENGTH) {
    for (const byte of randomBytes(SECRET_LENGTH)) {
      if (byte < FAIR_LIMIT && value.length < SECRET_LENGTH)
        value += SECRET_ALPHABET.charAt(byte % SECRET_ALPHABET.length);
    }
  }
  return value;
}

/** SAP's hint: the first four characters of the value. */
export const hintOf = (value: string): string => value.slice(0, HINT_LENGTH);
