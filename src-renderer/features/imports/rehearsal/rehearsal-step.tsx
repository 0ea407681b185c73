import { useTranslation } from 'react-i18next'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { setImport } from '../import-store.ts'
import type { Group, Rehearsal } from '../import-types.ts'
import classes from '../imports.module.css'
import layout from '../step-layout.module.css'
import { DuplicatesView } from './duplicates-view.tsx'
import { GroupNav } from './group-nav.tsx'
import { GroupView } from './group-view.tsx'
import { MissingPeople } from './missing-people.tsx'
import { ProblemRows } from './problem-rows.tsx'
import { countOf, type ShownGroup, shownGroup } from './row-groups.ts'

/** Up to so many problems the duplicates stand below them, so that all decisions are in one place. */
const fewProblems = 12

const Content = ({ rehearsal, group }: { rehearsal: Rehearsal; group: ShownGroup }) => {
  const { t } = useTranslation('imports')
  const { planId, counts, round } = rehearsal
  const decided = counts.decidedSame + counts.decidedDifferent
  switch (group) {
    case 'problems':
    case 'kept':
      return (
        <div className={layout.scroll} tabIndex={0} role="region" aria-label={t('group.yours')}>
          <ProblemRows
            key={group}
            planId={planId}
            group={group}
            count={counts[group]}
            repaired={counts.repaired}
            round={round}
          />
          {group === 'problems' &&
            counts.problems <= fewProblems &&
            counts.duplicates + decided > 0 && (
              <DuplicatesView planId={planId} counts={counts} round={round} />
            )}
        </div>
      )
    case 'duplicates':
      return (
        <div className={layout.scroll} tabIndex={0} role="region" aria-label={t('group.yours')}>
          <DuplicatesView planId={planId} counts={counts} round={round} />
        </div>
      )
    case 'missing':
      return (
        <div className={layout.scroll} tabIndex={0} role="region" aria-label={t('group.missing')}>
          <MissingPeople planId={planId} count={counts.missing ?? 0} round={round} />
        </div>
      )
    default:
      return (
        <GroupView
          key={group}
          planId={planId}
          group={group}
          count={countOf(counts, group)}
          round={round}
        />
      )
  }
}

/** Every row of the file in exactly one group, and what each would do. */
export const RehearsalStep = ({
  rehearsal,
  chosen,
}: {
  rehearsal: Rehearsal
  chosen: Group | null
}) => {
  const { t } = useTranslation('imports')
  const group = shownGroup(rehearsal.counts, chosen)
  return (
    <div className={layout.split}>
      <GroupNav
        counts={rehearsal.counts}
        chosen={group}
        onChoose={(next) => setImport({ group: next })}
      />
      <div className={layout.main}>
        {rehearsal.hasMoved && (
          <div className={classes.notice}>
            <InlineAlert tone="warning">{t('moved')}</InlineAlert>
          </div>
        )}
        <Content rehearsal={rehearsal} group={group} />
      </div>
    </div>
  )
}
