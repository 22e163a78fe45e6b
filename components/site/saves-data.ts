/** Whether the visitor asked to save data. Not yet in TypeScript's DOM library, nor in every browser. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
