// Signals first: loading everything else takes a second, and as process 1 of a container there is no default action.
const SIGNALS = ['SIGTERM', 'SIGINT', 'disconnect'] as const;
const leave = (): never => process.exit(0);
for (const signal of SIGNALS) process.on(signal, leave);

const { run } = await import('./run.js');
await run(() => {
  for (const signal of SIGNALS) process.removeListener(signal, leave);
});
