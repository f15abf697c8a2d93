import type { Evidence } from '@zerofab/contracts';
import { getJson, request } from '../api/http';
import { site } from '../api/paths';

export const getEvidence = (code: string): Promise<{ items: Evidence[] }> =>
  getJson(`${site(code)}/evidence`);

/** Keeps a file as evidence: its bytes as they are. */
export const uploadEvidence = async (code: string, file: File): Promise<Evidence> => {
  const response = await request(`${site(code)}/evidence?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
    body: file,
  });
  return (await response.json()) as Evidence;
};

/** The bytes of an evidence file. */
export const getEvidenceContent = async (code: string, id: string): Promise<Blob> =>
  (await request(`${site(code)}/evidence/${encodeURIComponent(id)}/content`)).blob();
