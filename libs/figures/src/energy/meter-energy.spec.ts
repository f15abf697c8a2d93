import { describe, expect, it } from 'vitest';
import { meterEnergy } from './meter-energy.js';

describe('energy of a meter', () => {
  it('converts electricity and its coefficient: 10 000 kWh × 0.1229 kgce/kWh', () => {
    expect(meterEnergy('electricity', '10', 'MWh')).toMatchObject({
      kwh: '10000',
      tce: '1.229',
      reason: null,
    });
    expect(meterEnergy('pv', '10000', 'kWh').tce).toBe('1.229');
  });

  it('converts heat: 36 GJ = 10 000 kWh; 36 000 MJ × 0.03412 kgce/MJ', () => {
    expect(meterEnergy('steam', '36', 'GJ')).toMatchObject({ kwh: '10000', tce: '1.22832' });
  });

  it('takes fuels by their calorific value: 1 t diesel × 1.4571 = 1.4571 tce × 29 307.6 ÷ 3.6', () => {
    expect(meterEnergy('diesel', '1', 't')).toMatchObject({ kwh: '11862.2511', tce: '1.4571' });
  });

  it('does not count media, and says why', () => {
    expect(meterEnergy('compressedAir', '100', 'm3')).toMatchObject({ kwh: null, tce: null });
    expect(meterEnergy('water', '100', 'm3').reason?.zh).toContain('耗能工质');
  });

  it('keeps the kWh of a carrier without coefficient, and names what does not fit', () => {
    const hydrogen = meterEnergy('hydrogen', '10', 'kWh');
    expect(hydrogen.kwh).toBe('10');
    expect(hydrogen.tce).toBeNull();
    expect(hydrogen.reason).not.toBeNull();
    expect(meterEnergy('electricity', '1', 't')).toMatchObject({ kwh: null, tce: null });
  });
});
