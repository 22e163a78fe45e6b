/** Files that come one after another: who needs one waits for it, or hears that it could not be had. Knows only names. */
export class Arrivals {
  /** Who is in neither is still coming. */
  private readonly here = new Set<string>();
  private readonly lacking = new Set<string>();
  private waiting: { readonly file: string; readonly settle: (missing: Error | null) => void }[] = [];

  /** Rejects when the file could not be fetched. */
  wait(file: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (missing: Error | null): void => {
        if (missing) reject(missing);
        else resolve();
      };
      this.waiting.push({ file, settle });
      if (this.here.has(file)) this.settle(file, null);
      else if (this.lacking.has(file)) this.missing(file);
    });
  }

  came(file: string): void {
    this.here.add(file);
    this.settle(file, null);
  }

  missing(file: string): void {
    this.lacking.add(file);
    this.settle(file, new Error(`${file} could not be fetched`));
  }

  /** It is tried again: who asks from now on waits. */
  coming(file: string): void {
    this.lacking.delete(file);
  }

  private settle(file: string, missing: Error | null): void {
    const settled = this.waiting.filter((one) => one.file === file);
    this.waiting = this.waiting.filter((one) => one.file !== file);
    for (const one of settled) one.settle(missing);
  }
}
