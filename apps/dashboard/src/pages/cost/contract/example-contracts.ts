import type { Bilingual } from '@zerofab/vocabulary';

/** Structures as provinces have them, written from memory; prices are made up. Each is marked as an example when kept. */
export interface ExampleContract {
  readonly id: string;
  readonly name: Bilingual;
  readonly contract: object;
}

const REST = [
  { kind: 'flat', code: 'lineLoss', price: '0.019', pfAdjustable: true },
  { kind: 'flat', code: 'transmission', price: '0.136', pfAdjustable: true },
  { kind: 'flat', code: 'systemOperation', price: '0.031' },
  { kind: 'flat', code: 'governmentFunds', price: '0.0294' },
];
const POWER_FACTOR = { kind: 'powerFactor', code: 'powerFactor', standard: '0.90' };
const TAX = { rate: '0.13', included: true };
const DISCOUNT = { kWhPerKva: '260', factor: '0.9' };

export const EXAMPLES: readonly ExampleContract[] = [
  {
    id: 'jiangsu',
    name: { zh: '江苏结构，实际需量（示例）', en: 'Jiangsu structure, actual demand (example)' },
    contract: {
      capacityKva: '5000',
      bands: [
        { band: 'valley', from: '00:00', to: '08:00' },
        { band: 'flat', from: '08:00', to: '14:00' },
        { band: 'peak', from: '14:00', to: '22:00' },
        { band: 'flat', from: '22:00', to: '24:00' },
      ],
      lines: [
        {
          kind: 'banded',
          code: 'energy',
          prices: { peak: '0.843', flat: '0.4905', valley: '0.205' },
          pfAdjustable: true,
        },
        ...REST,
        {
          kind: 'demand',
          code: 'demand',
          price: '51.2',
          basis: 'actual',
          pfAdjustable: true,
          discount: DISCOUNT,
        },
        POWER_FACTOR,
      ],
      tax: TAX,
    },
  },
  {
    id: 'guangdong',
    name: {
      zh: '广东结构，合同需量，夏季尖峰（示例）',
      en: 'Guangdong structure, contracted demand, sharp in summer (example)',
    },
    contract: {
      capacityKva: '5000',
      bands: [
        { band: 'valley', from: '00:00', to: '08:00' },
        { band: 'flat', from: '08:00', to: '10:00' },
        { band: 'peak', from: '10:00', to: '11:00' },
        { band: 'peak', from: '11:00', to: '12:00', months: [1, 2, 3, 4, 5, 6, 10, 11, 12] },
        { band: 'sharp', from: '11:00', to: '12:00', months: [7, 8, 9] },
        { band: 'flat', from: '12:00', to: '14:00' },
        { band: 'peak', from: '14:00', to: '15:00' },
        { band: 'peak', from: '15:00', to: '17:00', months: [1, 2, 3, 4, 5, 6, 10, 11, 12] },
        { band: 'sharp', from: '15:00', to: '17:00', months: [7, 8, 9] },
        { band: 'peak', from: '17:00', to: '19:00' },
        { band: 'flat', from: '19:00', to: '24:00' },
      ],
      lines: [
        {
          kind: 'banded',
          code: 'energy',
          prices: { sharp: '1.35', peak: '1.08', flat: '0.64', valley: '0.25' },
          pfAdjustable: true,
        },
        ...REST,
        {
          kind: 'demand',
          code: 'demand',
          price: '40',
          basis: 'contract',
          contractKw: '3500',
          pfAdjustable: true,
          discount: DISCOUNT,
        },
        POWER_FACTOR,
      ],
      tax: TAX,
    },
  },
  {
    id: 'shandong',
    name: {
      zh: '山东结构，容量计费，午间深谷（示例）',
      en: 'Shandong structure, by capacity, deep valley at noon (example)',
    },
    contract: {
      capacityKva: '5000',
      bands: [
        { band: 'flat', from: '21:00', to: '10:00' },
        { band: 'valley', from: '10:00', to: '12:00' },
        { band: 'deepValley', from: '12:00', to: '14:00' },
        { band: 'valley', from: '14:00', to: '15:00' },
        { band: 'flat', from: '15:00', to: '17:00' },
        { band: 'sharp', from: '17:00', to: '19:00' },
        { band: 'peak', from: '19:00', to: '21:00' },
      ],
      lines: [
        {
          kind: 'banded',
          code: 'energy',
          prices: { sharp: '1.12', peak: '0.95', flat: '0.6', valley: '0.25', deepValley: '0.12' },
          pfAdjustable: true,
        },
        ...REST,
        { kind: 'capacity', code: 'capacity', price: '35', pfAdjustable: true },
        POWER_FACTOR,
      ],
      tax: TAX,
    },
  },
];
