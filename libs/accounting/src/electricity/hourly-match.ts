/** Load and generation of one hour, MWh; null where not known. */
export interface Hour {
  readonly load: number | null;
  readonly generation: number | null;
}
export interface HourlyMatch {
  readonly matchedMwh: number;
  readonly loadMwh: number;
  readonly surplusMwh: number;
  /** matched ÷ load over the hours in which both are known; null without any. */
  readonly share: number | null;
  readonly knownHours: number;
  readonly hours: number;
}

/**
 * Share of the load that was met by generation of the same hour: Σ min(load, generation) ÷ Σ load.
 * For the revision of the GHG Protocol Scope 2 guidance (in consultation); hours without both values are missing.
 */
export const hourlyMatch = (hours: readonly Hour[]): HourlyMatch => {
  let [matchedMwh, loadMwh, surplusMwh, knownHours] = [0, 0, 0, 0];
  for (const { load, generation } of hours) {
    if (load === null || generation === null) continue;
    knownHours += 1;
    loadMwh += load;
    matchedMwh += Math.min(load, generation);
    surplusMwh += Math.max(0, generation - load);
  }
  return {
    matchedMwh,
    loadMwh,
    surplusMwh,
    share: loadMwh === 0 ? null : matchedMwh / loadMwh,
    knownHours,
    hours: hours.length,
  };
};
