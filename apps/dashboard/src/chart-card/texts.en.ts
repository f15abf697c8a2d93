export const texts = {
  chartCard: {
    chart: 'Show chart',
    table: 'Show table',
    export: 'Export',
    csv: 'Export CSV',
    png: 'Export PNG',
  },
};
