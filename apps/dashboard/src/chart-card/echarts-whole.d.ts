/** The prebuilt library: the types of its parts hold for it. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export { init } from 'echarts/core';
}
