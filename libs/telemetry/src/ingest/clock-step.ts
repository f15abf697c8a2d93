/** A step of the clock from here on is one that somebody made: drift and leap seconds are far below. */
const STEP_MS = 30 * 60_000;

/** Finds out that the platform's clock was set: it is held against one that only counts on. */
export class ClockStep {
  private offsetMs: number | undefined;

  /**
   * @param wallMs the clock, epoch ms
   * @param steadyMs a counter that no setting of the clock touches, ms
   * @returns by how much the clock was set forward since the call before, ms; 0 where it was not
   */
  note(wallMs: number, steadyMs: number): number {
    const offsetMs = wallMs - steadyMs;
    const step = this.offsetMs === undefined ? 0 : offsetMs - this.offsetMs;
    this.offsetMs = offsetMs;
    return step >= STEP_MS ? step : 0;
  }
}
