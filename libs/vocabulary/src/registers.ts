/** counter: rising register · interval: energy of the interval that ends at the reading · gauge: instantaneous. */
export const REGISTER_KINDS = ['counter', 'interval', 'gauge'] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

/** Whether a meter is heard: `late` after two intervals of silence, `offline` after more or by its last will. */
export const METER_STATES = ['online', 'late', 'offline', 'never'] as const;
export type MeterState = (typeof METER_STATES)[number];
