export { dayAhead } from './forecast.js';
