import { Injectable } from '@nestjs/common';
import type { BillAnswer, BillRequest } from '@zerofab/contracts';
import { billOf, readIntervals, workOut, type Bill } from '@zerofab/tariff';

/** A bill as it is answered: its own lists, not those of the calculation. */
export const billAnswer = (bill: Bill): BillAnswer => ({
  ...bill,
  lines: [...bill.lines],
  missing: [...bill.missing],
  gaps: [...bill.gaps],
  notes: [...bill.notes],
});

/** The stateless side of bills. */
@Injectable()
export class BillService {
  /** @throws RefusedError tariff-… naming what of the contract, the prices or the intervals does not hold */
  bill({ contract, month, timezone, intervals, intervalMinutes, facts }: BillRequest): BillAnswer {
    const given = intervals.map(({ start, kWh, quantity, kvarh, exportKWh }) => ({
      start,
      quantity: kWh ?? quantity ?? '0',
      kvarh,
      exported: exportKWh,
    }));
    return billAnswer(
      billOf(
        workOut(contract, readIntervals(given, month, timezone, { stepMinutes: intervalMinutes }), facts),
      ),
    );
  }
}
