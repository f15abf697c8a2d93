import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

// Needs the program `mosquitto` in the PATH; `npm test` does not, and leaves this folder out.
const config = mergeConfig(base, { root: new URL('../..', import.meta.url).pathname });

export default { ...config, test: { ...config.test, include: ['test/broker/**/*.spec.ts'] } };
