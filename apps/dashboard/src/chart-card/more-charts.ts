import { HeatmapChart, SankeyChart } from 'echarts/charts';
import { MarkLineComponent } from 'echarts/components';
import { use } from 'echarts/core';
import type EChart from '../charts/EChart.vue';

/** The chart with the pieces that only some pages draw: the overview loads none of them. */
export const loadChart = async (): Promise<typeof EChart> => {
  use([HeatmapChart, SankeyChart, MarkLineComponent]);
  return (await import('../charts/EChart.vue')).default;
};
