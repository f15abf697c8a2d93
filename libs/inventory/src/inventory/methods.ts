/** Methods of accounting this version computes; the first is the default. */
export const METHODS = [
  {
    id: 'GB/T 32150-2025',
    name: {
      zh: 'GB/T 32150-2025 工业企业温室气体排放核算和报告通则（CO₂：燃料燃烧、购入电力和热力）',
      en: 'GB/T 32150-2025 general rules (CO₂ of fuel combustion, purchased electricity and heat)',
    },
    gwpSet: 'CO2 only (GWP 1)',
  },
] as const;
