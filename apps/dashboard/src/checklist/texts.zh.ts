export const texts = {
  check: {
    state: { done: '完成', partly: '部分', missing: '缺' },
    go: {
      site: '补充信息',
      units: '加入单元',
      meters: '加入计量表',
      readings: '连接计量表',
      history: '上传历史',
      sources: '建立排放源',
      activityData: '录入活动数据',
      factors: '查看排放源',
      boundary: '登记边界',
      plan: '编制计划',
    },
    who: '由{roles}完成',
    or: '或',
  },
};
