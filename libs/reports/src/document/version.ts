import { localInstant } from '../instant.js';
import { NOTHING } from './blocks.js';
import type { ReportedVersion } from './report-parts.js';
import type { Writing } from './words.js';

const writeFrozen = (version: ReportedVersion, { parts, doc, say }: Writing): void => {
  const at = (iso: string): string => localInstant(iso, parts.inventory.timezone);
  const done = (step: { readonly by: string; readonly at: string } | null): string =>
    step === null ? NOTHING : `${step.by}, ${at(step.at)}`;
  doc.facts([
    [say('报告期与版本', 'Period and version'), `${version.period} · v${String(version.version)}`],
    ['SHA-256', version.sha256],
    [say('冻结', 'Frozen'), `${version.frozenBy}, ${at(version.frozenAt)}`],
    [say('关账', 'Closed'), done(version.closed)],
    [say('提交', 'Submitted'), done(version.submitted)],
    [
      say('核查', 'Verified'),
      version.verified === null
        ? say(`未经核查：${version.unverified ?? ''}`, `not verified: ${version.unverified ?? ''}`)
        : done(version.verified),
    ],
    [say('更正原因', 'Why it was restated'), version.restatement?.reason],
  ]);
  doc.table(
    say('豁免的检查事项', 'Points that were waived'),
    {
      columns: [
        { title: say('事项', 'Point'), width: 5 },
        { title: say('理由', 'Reason'), width: 6 },
        { title: say('办理人', 'By'), width: 2.5 },
      ],
      rows: version.waivers.map(({ point, reason, by }) => [point, reason, by]),
    },
    say('没有豁免的检查事项。', 'No point was waived.'),
  );
  doc.table(
    say('各部分的哈希', 'Hashes of the parts'),
    {
      columns: [
        { title: say('部分', 'Part'), width: 3 },
        { title: 'SHA-256', width: 10 },
      ],
      rows: Object.entries(version.parts).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    },
    '',
  );
};

/** Chapter 12: which version this is, and the statement to be signed. */
export const writeVersion = (writing: Writing): void => {
  const { parts, doc, say } = writing;
  doc.chapter(say('版本、声明与签章', 'Version, statement and signatures'));
  doc.section(say('版本与完整性', 'Version and integrity'));
  if (parts.version === null)
    doc.text(
      say(
        '本报告期尚无与本报告一致的冻结版本：数值为生成时刻的计算结果，之后可能变动，不宜作为对外报告。',
        'No frozen version stands behind this report: the figures are those of the moment it was made and may still move; it is not fit to be handed in.',
      ),
      'warning',
    );
  else writeFrozen(parts.version, writing);
  doc.section(say('真实性声明', 'Statement'));
  doc.text(
    say(
      '本单位对本报告的真实性、完整性和准确性负责。报告所依据的活动数据、因子与计算过程已随版本冻结，可由审计包离线重新计算。',
      'The entity answers for this report being true, complete and accurate. The activity data, factors and steps that it rests on are frozen with the version and can be worked out again offline from the audit bundle.',
    ),
  );
  doc.signatures([
    say('法定代表人（签章）', 'Legal representative'),
    say('报告负责人', 'Person responsible for the report'),
    say('日期', 'Date'),
  ]);
};
