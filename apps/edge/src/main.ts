import { Command } from 'commander';
import { replayCommand } from './replay/replay.command.js';
import { simulateCommand } from './simulate/simulate.command.js';

const program = new Command('edge')
  .description("Meters' side tools of Zerofab")
  .showHelpAfterError()
  .addCommand(replayCommand())
  .addCommand(simulateCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
