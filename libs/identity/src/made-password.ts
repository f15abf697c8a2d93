import { randomBytes } from 'node:crypto';

/** A password that nobody chose: 96 random bits, 16 signs that survive being read out of a terminal. */
export const madePassword = (): string => randomBytes(12).toString('base64url');
