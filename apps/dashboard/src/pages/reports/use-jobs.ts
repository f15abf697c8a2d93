import type { PostReportJob, ReportJob } from '@zerofab/contracts';
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { cancelReportJob, getReportJobs, postReportJob } from './api';

const POLL_MS = 1500;
const isOpen = ({ state }: ReportJob): boolean => ['waiting', 'gathering', 'writing'].includes(state);

/** Reports made in the background for the person who looks: asked again while one is under way, and only then. */
export function useJobs(site: () => string | null): {
  readonly jobs: Ref<readonly ReportJob[]>;
  readonly start: (question: PostReportJob) => Promise<void>;
  readonly cancel: (job: ReportJob) => Promise<void>;
} {
  const jobs = ref<readonly ReportJob[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    clearTimeout(timer);
    const code = site();
    if (code === null) return;
    const { items } = await getReportJobs(code);
    if (site() !== code) return;
    jobs.value = items;
    if (items.some(isOpen)) timer = setTimeout(quietly, POLL_MS);
  }
  /** The list is beside the page: that it cannot be had is told where a report is asked for. */
  const quietly = (): void => void load().catch(() => undefined);
  const change = async (work: (code: string) => Promise<unknown>): Promise<void> => {
    await work(site() ?? '');
    await load();
  };
  watch(
    site,
    () => {
      jobs.value = [];
      quietly();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return {
    jobs,
    start: async (question) => change(async (code) => postReportJob(code, question)),
    cancel: async ({ id }) => change(async (code) => cancelReportJob(code, id)),
  };
}
