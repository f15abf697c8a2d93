import type { Carrier, SourceCategory } from '@zerofab/contracts';

/** CSS variable of an energy carrier. */
export function carrierColor(carrier: Carrier): string {
  const names: Readonly<Record<Carrier, string>> = {
    electricity: '--zf-c-elec',
    naturalGas: '--zf-c-gas',
    lpg: '--zf-c-gas',
    heat: '--zf-c-heat',
    steam: '--zf-c-heat',
    water: '--zf-c-water',
    compressedAir: '--zf-c-air',
    diesel: '--zf-c-diesel',
    gasoline: '--zf-c-diesel',
    coal: '--zf-c-coal',
    pv: '--zf-c-pv',
    hydrogen: '--zf-c-h2',
    storage: '--zf-c-storage',
    other: '--zf-c-air',
  };
  return names[carrier];
}

/** CSS variable of an emission source: its carrier where the category names one. */
export function sourceColor(category: SourceCategory): string {
  const names: Readonly<Record<SourceCategory, string>> = {
    purchasedElectricity: '--zf-c-elec',
    purchasedHeat: '--zf-c-heat',
    stationaryCombustion: '--zf-c-gas',
    mobileCombustion: '--zf-c-diesel',
  };
  return names[category];
}
