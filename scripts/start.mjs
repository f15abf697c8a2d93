// npm start: everything in one process. With nothing set, the demo factory comes with it.
const settings = ['DATABASE_URL', 'MQTT_URL', 'DATA_DIR', 'MQTT_PORT', 'HOST', 'PORT', 'ADMIN_PASSWORD'];
if (process.env.DEMO === undefined && settings.every((name) => (process.env[name] ?? '') === ''))
  process.env.DEMO = '1';
process.argv.splice(2, 0, 'server');
await import('./run-app.mjs');
