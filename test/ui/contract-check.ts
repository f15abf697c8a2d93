/** Holds the mock to the contract: an answer that the real server could not give would prove nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as contract from '@zerofab/contracts';
import type { z } from 'zod';

const site = (path: string): RegExp => new RegExp(`^/sites/[^/]+${path}$`);
/** Schema of the answer to a GET, and to what is sent where it differs. */
const ANSWERS: readonly (readonly [RegExp, z.ZodType, z.ZodType?])[] = [
  [/^\/auth\/login$/, contract.loginResponseSchema],
  [/^\/meta$/, contract.metaSchema],
  [/^\/sites$/, contract.siteListSchema],
  [/^\/grid-regions$/, contract.gridRegionListSchema],
  [/^\/users$/, contract.personListSchema],
  [/^\/audit-log$/, contract.auditLogSchema],
  [/^\/audit-log\/roots$/, contract.auditRootsSchema],
  [/^\/(?:auth|users\/[^/]+)\/sessions$/, contract.sessionListSchema],
  [/^\/auth\/links\/look$/, contract.linkSchema],
  [site('/units'), contract.unitListSchema],
  [site('/connection'), contract.connectionSchema],
  [site('/refused-logins'), contract.refusedLoginsSchema],
  [site('/source-suggestions'), contract.sourceSuggestionsSchema],
  [site('/checklist'), contract.checklistSchema],
  [/^\/organisation\/scores$/, contract.scoreComparisonSchema],
  [/^\/scoring\/schemes\/preview$/, contract.schemePreviewSchema],
  [/^\/scoring\/schemes\/[^/]+$/, contract.schemeSchema, contract.schemeSummarySchema],
  [site('/scores/centre-functions'), contract.centreFunctionsSchema],
  [site('/scores/history'), contract.scoreHistorySchema],
  [site('/scores/simulate'), contract.simulationAnswerSchema],
  [site('/scores/simulations'), contract.simulationListSchema],
  [site('/scores/simulations/[^/]+'), contract.simulationAnswerSchema, contract.simulationSchema],
  [site('/scores/applications/[^/]+'), contract.applicationSchema],
  [site('/scores/applications/[^/]+/years/\\d+'), contract.applicationSchema],
  [/^\/organisation\/inventory$/, contract.organisationInventorySchema],
  [/^\/accounting\/methods$/, contract.methodListSchema],
  [/^\/accounting\/formulas$/, contract.formulaListSchema],
  [/^\/accounting\/parts$/, contract.partListSchema],
  [/^\/accounting\/check-lines$/, contract.lineChecksSchema],
  [/^\/accounting\/calculate$/, contract.calculateResponseSchema],
  [/^\/factors$/, contract.libraryFactorListSchema],
  [/^\/factors\/comparisons$/, contract.comparisonListSchema, contract.comparisonSchema],
  [/^\/factors\/preview$/, contract.factorPreviewSchema],
  [/^\/factors\/imports$/, contract.factorImportListSchema, contract.factorImportSchema],
  [site('/overview'), contract.overviewSchema],
  [site('/movers'), contract.siteMoversSchema],
  [site('/meters'), contract.meterListSchema],
  [site('/emissions-series'), contract.emissionsSeriesSchema],
  [site('/reports/jobs'), contract.reportJobListSchema, contract.reportJobSchema],
  [site('/inventory'), contract.inventorySchema],
  [site('/inventory/matrix'), contract.inventoryMatrixSchema],
  [site('/inventory/bridge'), contract.bridgeSchema],
  [site('/inventory/waterfall'), contract.waterfallSchema],
  [site('/energy'), contract.siteEnergySchema],
  [site('/non-fossil-ledger'), contract.ledgerSchema],
  [site('/consumption'), contract.consumptionSchema],
  [site('/meters/[^/]+/readings'), contract.readingsSchema],
  [site('/rejected-messages'), contract.rejectedMessagesSchema],
  [site('/conflicts'), contract.conflictsSchema],
  [site('/conflicts/decide'), contract.decidedConflictsSchema],
  [site('/meter-findings'), contract.meterFindingsSchema],
  [site('/meters/[^/]+/events'), contract.registerEventsSchema, contract.registerEventSchema],
  [site('/meters/[^/]+/events/[^/]+/withdraw'), contract.registerEventSchema],
  [site('/rejected-messages/read-again'), contract.readAgainResultSchema],
  [site('/reconciliation'), contract.reconciliationSchema],
  [site('/sources'), contract.sourceListSchema],
  [site('/sources/[^/]+'), contract.sourceSchema],
  [site('/activity-data'), contract.activityListSchema, contract.activityAddedSchema],
  [site('/activity-data/[^/]+/withdraw'), contract.activityRecordSchema],
  [site('/evidence'), contract.evidenceListSchema, contract.evidenceSchema],
  [site('/parameters'), contract.parameterListSchema, contract.parameterSchema],
  [site('/energy-proofs'), contract.proofListSchema, contract.proofSchema],
  [site('/energy-proofs/[^/]+/withdraw'), contract.proofSchema],
  [site('/electricity-attributes'), contract.electricityAttributesSchema],
  [site('/scores/(zero-carbon|green-factory)'), contract.siteScoreSchema],
  [site('/scores/inputs/.+'), contract.scoringInputSchema],
  [site('/products'), contract.productListSchema],
  [site('/products/[^/]+'), contract.productSchema],
  [site('/production'), contract.productionListSchema, contract.productionAddedSchema],
  [site('/production/series'), contract.productionSeriesSchema],
  [site('/production/sheet'), contract.sheetRowsSchema],
  [site('/production/[^/]+/withdraw'), contract.productionRecordSchema],
  [site('/intensities'), contract.intensitiesSchema],
  [site('/budgets/\\d+'), contract.budgetSchema],
  [site('/budgets/\\d+/approve'), contract.budgetSchema],
  [site('/budgets/\\d+/versions'), contract.budgetVersionListSchema],
  [site('/budgets/\\d+/execution'), contract.budgetExecutionSchema],
  [site('/budgets/\\d+/proposal'), contract.budgetProposalSchema],
  [site('/targets'), contract.targetProgressSchema],
  [site('/targets/[^/]+'), contract.targetProgressSchema],
  [site('/tariff-contracts'), contract.siteContractListSchema],
  [site('/tariff-contracts/[^/]+/[^/]+'), contract.siteContractSchema],
  [site('/bills/[^/]+'), contract.siteBillSchema],
  [site('/bills/[^/]+/invoice'), contract.invoiceSchema],
  [site('/bills/[^/]+/what-if'), contract.whatIfSchema],
  [site('/demand'), contract.liveDemandSchema],
  [site('/factors-in-use'), contract.factorsInUseSchema],
  [site('/boundary'), contract.boundarySchema],
  [site('/boundary/versions'), contract.boundaryVersionListSchema],
  [site('/base-year'), contract.baseYearSchema],
  [site('/base-year/recalculate'), contract.baseYearSchema],
  [site('/evidence/unproven'), contract.unprovenSchema],
  [site('/verification/engagements'), contract.engagementListSchema, contract.engagementSchema],
  [site('/verification/engagements/[^/]+'), contract.engagementSchema],
  [site('/verification/engagements/[^/]+/sampling'), contract.samplingSchema],
  [site('/verification/engagements/[^/]+/data/[^/]+'), contract.datumDetailSchema],
  [site('/verification/engagements/[^/]+/data/[^/]+/check'), contract.datumCheckSchema],
  [site('/verification/engagements/[^/]+/findings'), contract.findingListSchema, contract.findingSchema],
  [site('/verification/engagements/[^/]+/findings/[^/]+(/[^/]+)?'), contract.findingSchema],
  [site('/periods'), contract.periodListSchema],
  [site('/periods/[^/]+/difference'), contract.versionDifferenceSchema],
  [site('/periods/[^/]+/restatements(/[^/]+/[^/]+)?'), contract.restatementSchema],
  [site('/periods/[^/]+(/[^/]+)?'), contract.periodSchema],
  [site('/quality-plan'), contract.qualityPlanSchema],
  [site('/quality-plan/versions'), contract.qualityPlanVersionListSchema],
  [site('/quality-plan/approve'), contract.qualityPlanSchema],
];
/** Streams and files: no JSON of the contract. */
const NO_JSON = /\/live$|\/payload$|\/content$|\.csv$|\/reports\/(?!jobs$)/;

const schemaOf = (method: string, path: string, status: number): z.ZodType | undefined => {
  if (status >= 400) return contract.problemSchema;
  const [, read, sent] = ANSWERS.find(([pattern]) => pattern.test(path)) ?? [];
  return method === 'GET' ? read : (sent ?? read);
};

/** What is wrong with an answer, or undefined. */
export function breachOf(method: string, path: string, status: number, body: unknown): string | undefined {
  const schema = schemaOf(method, path, status);
  if (schema === undefined) return `${method} ${path}: the contract check knows no schema of this answer`;
  const result = schema.safeParse(body);
  if (result.success) return undefined;
  const issues = result.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return `${method} ${path} ${String(status)}: ${issues.join('; ')}`;
}

/** Looks at each JSON answer as it is sent; what breaks the contract is told to `report`. */
export function watchAnswer(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  report: (breach: string) => void,
): void {
  if (NO_JSON.test(path)) return;
  const end = response.end.bind(response);
  const method = request.method ?? 'GET';
  response.end = ((body?: unknown): ServerResponse => {
    const breach =
      typeof body === 'string' ? breachOf(method, path, response.statusCode, JSON.parse(body)) : undefined;
    if (breach !== undefined) report(breach);
    return end(body as string);
  }) as ServerResponse['end'];
}
