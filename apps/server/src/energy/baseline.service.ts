import { Injectable } from '@nestjs/common';
import type { BaselineAnswer, BaselineRequest } from '@zerofab/contracts';
import {
  constantShare,
  driverOf,
  rangesOf,
  reasonsAgainst,
  regress,
  savingOf,
  type Saving,
} from '@zerofab/performance';

const savingAnswer = ({ points, ...saving }: Saving): BaselineAnswer['saving'] => ({
  ...saving,
  points: points.map((point) => ({ ...point, extrapolated: [...point.extrapolated] })),
});

/** The stateless side of baselines. */
@Injectable()
export class BaselineService {
  /** @throws RefusedError baseline-… naming the term or the point */
  baseline({ rows, terms: told, options = {}, reporting }: BaselineRequest): BaselineAnswer {
    const terms = told ?? Object.keys(rows[0]?.x ?? {});
    const model = regress(rows, terms, options.constant ?? true);
    const reasons = reasonsAgainst(model, options.frequency ?? 'monthly', options.signs);
    const { columns: _columns, hasConstant: _hasConstant, ...statistics } = model;
    return {
      ...statistics,
      coefficients: [...model.coefficients],
      constantShare: constantShare(model),
      accepted: reasons.length === 0,
      reasons,
      fitted: [...model.fitted],
      residuals: [...model.residuals],
      ranges: rangesOf(rows, terms.map(driverOf)),
      saving: reporting === undefined ? null : savingAnswer(savingOf(model, rows, reporting, terms)),
    };
  }
}
