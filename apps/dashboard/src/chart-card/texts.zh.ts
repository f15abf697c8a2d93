export const texts = {
  chartCard: {
    chart: '显示图表',
    table: '显示表格',
    export: '导出',
    csv: '导出 CSV',
    png: '导出 PNG',
  },
};
