import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const stateSchema = z.object({
  /** Begin of the history. */
  anchorMs: z.number().int(),
  /** Everything in [oldestMs, newestMs) was acknowledged. */
  oldestMs: z.number().int(),
  newestMs: z.number().int(),
  /** Readings of the history acknowledged so far. */
  done: z.number().int(),
});
export type SimulatorState = z.infer<typeof stateSchema>;

/** What the simulated gateways remember over a restart, in one small file. */
export class StateFile {
  constructor(private readonly file: string | undefined) {}

  /** undefined at the first start, and when the file cannot be read: then the history is sent again, reading by reading the same, which is harmless. */
  load(): SimulatorState | undefined {
    if (this.file === undefined) return undefined;
    try {
      return stateSchema.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** Written beside and renamed: a crash leaves the old state or the new one. */
  save(state: SimulatorState): void {
    if (this.file === undefined) return;
    writeFileSync(`${this.file}.new`, JSON.stringify(state));
    renameSync(`${this.file}.new`, this.file);
  }
}
