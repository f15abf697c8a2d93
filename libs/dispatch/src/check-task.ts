import { refusedField } from '@zerofab/vocabulary';
import { hoursOf, type DispatchTask, type Job, type Storage } from './task.js';

const refuse = (field: string, zh: string, en: string): never => {
  throw refusedField('dispatch-bad-input', field, { zh, en });
};

const checkStorage = ({ capacityKWh, minKWh, maxKWh, initialKWh, finalKWh }: Storage): void => {
  if (minKWh > maxKWh || maxKWh > capacityKWh)
    refuse(
      'storage.maxKWh',
      `须满足 最低 ${String(minKWh)} ≤ 最高 ${String(maxKWh)} ≤ 容量 ${String(capacityKWh)} kWh`,
      `minimum ${String(minKWh)} ≤ maximum ${String(maxKWh)} ≤ capacity ${String(capacityKWh)} kWh must hold`,
    );
  for (const [field, value] of [
    ['initialKWh', initialKWh],
    ['finalKWh', finalKWh],
  ] as const)
    if (value < minKWh || value > maxKWh)
      refuse(
        `storage.${field}`,
        `${String(value)} kWh 不在 ${String(minKWh)} 至 ${String(maxKWh)} kWh 之间`,
        `${String(value)} kWh is not between ${String(minKWh)} and ${String(maxKWh)} kWh`,
      );
};

const checkJob = (job: Job, field: string, task: DispatchTask): void => {
  const slots = task.load.length;
  if (job.earliest >= job.latest || job.latest > slots)
    refuse(
      field,
      `时段 [${String(job.earliest)}, ${String(job.latest)}) 不在 0 至 ${String(slots)} 之内，或为空`,
      `[${String(job.earliest)}, ${String(job.latest)}) is empty or not within 0 to ${String(slots)}`,
    );
  if (job.mode === 'continuous') return;
  const needed = job.energyKWh / (job.powerKw * hoursOf(task));
  if (Math.abs(needed - Math.round(needed)) > 1e-9)
    refuse(
      `${field}.energyKWh`,
      `以 ${String(job.powerKw)} kW 运行需 ${needed.toFixed(3)} 个时段；启停型任务须为整数个时段`,
      `at ${String(job.powerKw)} kW it takes ${needed.toFixed(3)} slots; a job that is on or off takes whole slots`,
    );
};

/** @throws RefusedError dispatch-bad-input naming the field */
export const checkTask = (task: DispatchTask): void => {
  const slots = task.load.length;
  for (const field of ['pv', 'price', 'feedIn', 'gridKgPerKWh'] as const)
    if (task[field].length !== slots)
      refuse(
        field === 'gridKgPerKWh' ? 'carbon.kgPerKWh' : field,
        `有 ${String(task[field].length)} 个值，而 load 有 ${String(slots)} 个；须一致`,
        `has ${String(task[field].length)} values and load has ${String(slots)}; give as many`,
      );
  if (task.storage !== undefined) checkStorage(task.storage);
  task.jobs.forEach((job, index) => {
    checkJob(job, `jobs.${String(index)}`, task);
  });
};
