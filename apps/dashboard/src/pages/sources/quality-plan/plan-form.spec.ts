import { putQualityPlanSchema, type PlanItem } from '@zerofab/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyEntry, formOfItem, itemOfForm, withEntry } from './plan-form';

const text = fc.stringMatching(/^[A-Za-z煤][A-Za-z0-9 煤]{0,10}[a-z]$/);
const item: fc.Arbitrary<PlanItem> = fc.record({
  source: fc.constantFrom('mill', 'boiler'),
  input: fc.constantFrom('activity', 'inflow.coal.amount'),
  parameter: text,
  facility: text,
  monitoringPoint: text,
  device: fc.option(
    fc.record({
      name: text,
      number: text,
      place: text,
      accuracy: fc.constantFrom('0.5S', '2'),
      calibrationMonths: fc.option(fc.integer({ min: 1, max: 240 }), { nil: null }),
      lastCalibratedOn: fc.option(fc.constant('2026-03-01'), { nil: null }),
    }),
    { nil: null },
  ),
  frequency: text,
  method: text,
  missingDataRule: text,
  recordForm: text,
  department: text,
});

it('item → form → item is the identity, and the contract takes it as it is', () => {
  fc.assert(
    fc.property(item, (stored) => {
      const back = itemOfForm(formOfItem(stored));
      expect(back).toEqual(stored);
      expect(putQualityPlanSchema.parse({ items: [back] }).items).toEqual([stored]);
    }),
  );
});

it('changes, adds and takes out one entry, and leaves the others', () => {
  const entry = (source: string, method: string): PlanItem => ({
    ...itemOfForm({ ...emptyEntry({ source, input: 'activity' }), metered: false }),
    method,
  });
  const [mill, boiler] = [entry('mill', 'a'), entry('boiler', 'b')];
  const changed = entry('boiler', 'c');
  expect(withEntry([mill, boiler], boiler, changed)).toEqual({ items: [mill, changed], at: 1 });
  expect(withEntry([mill], null, changed)).toEqual({ items: [mill, changed], at: 1 });
  expect(withEntry([mill, boiler], mill, null).items).toEqual([boiler]);
  // Somebody took it out meanwhile: it is added again rather than lost.
  expect(withEntry([mill], boiler, changed)).toEqual({ items: [mill, changed], at: 1 });
});
