/**
 * What Pyodide's hashlib lacks for want of OpenSSL: scrypt and PBKDF2, from @noble/hashes. Python's `graceful.shims` calls
 * these by the module name `graceful_js`; they must be synchronous, which WebCrypto is not.
 */
import { pbkdf2 } from '@noble/hashes/pbkdf2';
import { sha1 } from '@noble/hashes/legacy';
import { scrypt } from '@noble/hashes/scrypt';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2';

const HASHES = { sha1, sha224, sha256, sha384, sha512 } as const;

/** Bytes come from Python as a buffer proxy or as bytes already. */
type PythonBytes = Uint8Array | { toJs(): Uint8Array };
const bytes = (value: PythonBytes): Uint8Array => (value instanceof Uint8Array ? value : value.toJs());

/** The module Python sees. Key lengths are in bytes; an unknown hash name gives undefined, and Python does it slowly. */
export const pythonCrypto = {
  scrypt: (password: PythonBytes, salt: PythonBytes, N: number, r: number, p: number, dkLen: number): Uint8Array =>
    scrypt(bytes(password), bytes(salt), { N, r, p, dkLen, maxmem: 2 ** 31 }),
  pbkdf2: (
    hash: string,
    password: PythonBytes,
    salt: PythonBytes,
    c: number,
    dkLen: number,
  ): Uint8Array | undefined => {
    const known = HASHES[hash as keyof typeof HASHES] as (typeof HASHES)[keyof typeof HASHES] | undefined;
    return known && pbkdf2(known, bytes(password), bytes(salt), { c, dkLen });
  },
};
