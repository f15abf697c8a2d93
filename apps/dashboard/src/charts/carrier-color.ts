import type { Carrier, SourceCategory } from '@zerofab/vocabulary';

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
    product: '--zf-c-air',
    other: '--zf-c-air',
  };
  return names[carrier];
}

/** CSS variable of an emission source: its carrier where the class names one, else that of other sources. */
export function sourceColor(category: SourceCategory): string {
  const names: Readonly<Partial<Record<SourceCategory, string>>> = {
    purchasedElectricity: '--zf-c-elec',
    exportedElectricity: '--zf-c-elec',
    purchasedHeat: '--zf-c-heat',
    exportedHeat: '--zf-c-heat',
    stationaryCombustion: '--zf-c-gas',
    mobileCombustion: '--zf-c-diesel',
    process: '--zf-c-coal',
    biogenic: '--zf-c-pv',
  };
  return names[category] ?? '--zf-c-air';
}
