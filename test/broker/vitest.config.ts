import base from '../../vitest.config.js';

// Needs the program `mosquitto` in the PATH; `npm test` does not, and leaves this folder out.
export default { ...base, test: { ...base.test, include: ['test/broker/**/*.spec.ts'] } };
