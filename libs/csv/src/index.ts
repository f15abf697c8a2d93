export { csvText, safeText, type Cell } from './csv-text.js';
