/** Mixes a list by a seed: the same on every visit, and never the order it was given in. */
export function shuffled(items: readonly string[], seed: string): readonly string[] {
  const rankOf = (item: string): number => hash(`${seed}/${item}`);
  const mixed = [...items].sort((a, b) => rankOf(a) - rankOf(b));
  return mixed.every((item, index) => item === items[index]) ? mixed.reverse() : mixed;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
