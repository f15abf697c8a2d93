export { type Score, type TestedDay } from './back-test.js';
export { MODELS, type Model } from './candidates.js';
export { slotStart } from './days.js';
export { dayAhead, type DayAhead } from './forecast.js';
