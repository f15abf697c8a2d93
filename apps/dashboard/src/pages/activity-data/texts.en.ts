import { texts as room } from '../../entry/texts.en';
import { texts as proofs } from './proofs/texts.en';

export const texts = {
  entry: {
    ...room.entry,
    title: 'Activity data',
    tabs: { grid: 'Values', evidence: 'Evidence vault' },
    year: 'Year',
    previousYear: 'Previous year',
    nextYear: 'Next year',
    filter: 'Filter sources',
    readOnly: 'Read only: an energy manager enters values; you see all of them with history and evidence.',
    gridSub: '{filled} of {due} months due are filled',
    source: 'Source, unit',
    noRows: 'No source takes values by hand: every one is bound to meters. Sources are set up on their page.',
    toSources: 'Open sources & boundary',
    nothingFits: 'No source fits the filter. Shorten it.',
    keys: 'Copy a block in Excel and paste it into a cell; with months as headings and codes or names in the first column it finds its own place. Arrows, Enter and Tab move, Esc takes a value back, Alt+Enter opens the history.',
    toPreview: 'Check and save',
    uploaded: '{name} is in the vault.',
    vaultSub: 'files are never changed or deleted',
    vaultEmpty: 'No file yet. Upload the first invoice, weighing slip or photo.',
    vaultForbidden:
      'The evidence files are open to energy managers and auditors. An administrator grants the role.',
    file: 'File',
    size: 'Size',
    uploadedBy: 'Uploaded',
    usedBy: 'Used by',
    usedNone: 'no value yet',
    sameBytes: 'same bytes as file {ids}',
    download: 'Download',
  },
  ...proofs,
};
