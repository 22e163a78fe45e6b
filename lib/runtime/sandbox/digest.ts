/** Whether bytes are those that the manifest means. For the page and for the sandboxed frame. */

/**
 * @param sha256 in base64
 * @returns null where there is no WebCrypto: over plain http on another host than localhost, which has no promise to keep
 */
export async function hasDigest(bytes: ArrayBuffer, sha256: string): Promise<boolean | null> {
  if (!('subtle' in globalThis.crypto)) return null;
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...sum)) === sha256;
}
