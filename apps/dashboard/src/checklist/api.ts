import type { Checklist } from '@zerofab/contracts';
import { getJson } from '../api/http';
import { site } from '../api/paths';

export const getChecklist = (code: string): Promise<Checklist> => getJson(`${site(code)}/checklist`);
