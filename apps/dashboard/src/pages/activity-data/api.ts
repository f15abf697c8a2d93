import type {
  ActivityList,
  ActivityRecord,
  ElectricityAttributes,
  PostActivityData,
  PostProof,
  ProofRecord,
} from '@zerofab/contracts';
import { getJson, postJson } from '../../api/http';
import { site, type Range } from '../../api/paths';

/** All records of a site, page after page. */
export const getActivityData = async (code: string): Promise<{ items: ActivityRecord[] }> => {
  const items: ActivityRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: ActivityList = await getJson(
      `${site(code)}/activity-data`,
      cursor === null ? {} : { cursor },
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return { items };
};

export const postActivityData = (code: string, body: PostActivityData): Promise<ActivityRecord> =>
  postJson(`${site(code)}/activity-data`, body);

export const withdrawActivity = (code: string, id: string, reason: string): Promise<ActivityRecord> =>
  postJson(`${site(code)}/activity-data/${encodeURIComponent(id)}/withdraw`, { reason });

export const getProofs = (code: string): Promise<{ items: ProofRecord[] }> =>
  getJson(`${site(code)}/energy-proofs`);

export const postProof = (code: string, body: PostProof): Promise<ProofRecord> =>
  postJson(`${site(code)}/energy-proofs`, body);

export const withdrawProof = (code: string, id: string, reason: string): Promise<ProofRecord> =>
  postJson(`${site(code)}/energy-proofs/${encodeURIComponent(id)}/withdraw`, { reason });

export const getAttributes = (code: string, range: Range): Promise<ElectricityAttributes> =>
  getJson(`${site(code)}/electricity-attributes`, { ...range });
