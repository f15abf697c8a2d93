import type {
  Application,
  PutApplication,
  PutSelfEvaluation,
  PutSimulation,
  ScoreComparison,
  ScoreHistory,
  SimulateRequest,
  Simulation,
  SimulationAnswer,
  SimulationList,
  SchemePreview,
  SchemeSummary,
} from '@zerofab/contracts';
import { getJson, postJson, putJson, request } from '../api/http';
import { site } from '../api/paths';

type Options = Readonly<Record<string, string | undefined>>;
const simulations = (code: string): string => `${site(code)}/scores/simulations`;
const simulation = (code: string, id: string): string => `${simulations(code)}/${encodeURIComponent(id)}`;
const scheme = (id: string): string => `/scoring/schemes/${encodeURIComponent(id)}`;

export const getHistory = (
  code: string,
  query: Readonly<Record<string, string | number | undefined>>,
): Promise<ScoreHistory> => getJson(`${site(code)}/scores/history`, { ...query });

export const getComparison = (
  query: Readonly<Record<string, string | number | undefined>>,
): Promise<ScoreComparison> => getJson('/organisation/scores', { ...query });

export const getSimulations = (code: string): Promise<SimulationList> => getJson(simulations(code));

export const getSimulation = (code: string, id: string, options: Options): Promise<SimulationAnswer> =>
  getJson(simulation(code, id), { ...options });

export const askSimulation = (code: string, body: SimulateRequest): Promise<SimulationAnswer> =>
  postJson(`${site(code)}/scores/simulate`, body);

export const putSimulation = (code: string, id: string, body: PutSimulation): Promise<Simulation> =>
  putJson(simulation(code, id), body);

export const withdrawSimulation = (code: string, id: string, note: string): Promise<void> =>
  postJson(`${simulation(code, id)}/withdraw`, { note });

export const getScheme = (id: string): Promise<unknown> => getJson(scheme(id));

export const previewScheme = (text: string, fileName: string | undefined): Promise<SchemePreview> =>
  postJson('/scoring/schemes/preview', { text, ...(fileName === undefined ? {} : { fileName }) });

export const importScheme = (
  id: string,
  body: {
    readonly text: string;
    readonly fileName?: string;
    readonly note: string;
    readonly expectedVersion: number;
  },
): Promise<SchemeSummary> => putJson(scheme(id), body);

export const withdrawScheme = (id: string, note: string): Promise<void> =>
  postJson(`${scheme(id)}/withdraw`, { note });

const application = (code: string, id: string): string =>
  `${site(code)}/scores/applications/${encodeURIComponent(id)}`;

export const getApplication = (code: string, id: string): Promise<Application> =>
  getJson(application(code, id));

export const putApplication = (code: string, id: string, body: PutApplication): Promise<Application> =>
  putJson(application(code, id), body);

export const putSelfEvaluation = (
  code: string,
  at: { readonly scheme: string; readonly year: number },
  body: PutSelfEvaluation,
): Promise<Application> => putJson(`${application(code, at.scheme)}/years/${String(at.year)}`, body);

/** The application as a file. */
export const getApplicationFile = async (
  code: string,
  id: string,
  { format, lang }: { readonly format: 'docx' | 'xlsx'; readonly lang: 'zh' | 'en' },
): Promise<Blob> => (await request(`${application(code, id)}/file.${format}?lang=${lang}`)).blob();
