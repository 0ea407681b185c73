import { Button } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { useIsSlow } from '#renderer/ui/skeleton.tsx'
import { ChooseFile } from './choose/choose-file.tsx'
import { goTo, openFile } from './import-acts.ts'
import classes from './import-frame.module.css'
import { type ImportState, setImport } from './import-store.ts'
import type { Counts } from './import-types.ts'
import { decisions, shownGroup } from './rehearsal/row-groups.ts'
import type { Primary } from './use-primary.ts'

const Undecided = ({ counts }: { counts: Counts }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { duplicates, problems } = counts
  const part = (key: 'duplicates' | 'problems', count: number): string[] =>
    count === 0 ? [] : [t(`foot.${key}`, { count, number: formats.number(count) })]
  const parts = [...part('duplicates', duplicates), ...part('problems', problems)]
  if (parts.length > 0) return t('foot.undecided', { parts: parts.join(t('foot.and')) })
  return counts.new + counts.changed === 0 ? t('foot.nothing') : t('foot.ready')
}

/** What stands at the foot of the rehearsal: what is left to decide, and the way there. */
const RehearsalFoot = ({ state }: { state: ImportState }) => {
  const { t } = useTranslation('imports')
  const { rehearsal, job, group } = state
  const isRevising = useIsSlow(job?.kind === 'revise')
  if (rehearsal === null) return null
  const { counts } = rehearsal
  const wanting = decisions.find((one) => counts[one] > 0)
  const isThere = decisions.some((one) => one === shownGroup(counts, group))
  return (
    <>
      <span className={classes.footNote} role="status">
        {isRevising ? t('foot.revising') : <Undecided counts={counts} />}
      </span>
      {wanting !== undefined && !isThere && (
        <Button size="lg" variant="default" onClick={() => setImport({ group: wanting })}>
          {t('foot.decide')}
        </Button>
      )}
    </>
  )
}

const Left = ({ state }: { state: ImportState }): ReactNode => {
  const { t } = useTranslation(['imports', 'common'])
  const { step, result } = state
  switch (step) {
    case 'read':
      return <ChooseFile onFile={(one) => void openFile(one)} label={t('foot.another')} />
    case 'columns':
      return (
        <Button variant="default" onClick={() => goTo('read')}>
          {t('common:back')}
        </Button>
      )
    case 'rehearsal':
      return (
        <Button variant="default" onClick={() => goTo('columns')}>
          {t('common:back')}
        </Button>
      )
    case 'result':
      return result?.rules.isRemembered === true &&
        result.operationId !== null &&
        !result.isUndone ? (
        <span className={classes.remembered}>
          <IconBookmark size={16} stroke={1.6} aria-hidden="true" />
          {t('foot.remembered')}
        </span>
      ) : null
  }
}

/** The acts at the bottom: back at the left, what comes next at the right. */
export const ImportFoot = ({
  state,
  primary,
}: {
  state: ImportState
  primary: Primary | undefined
}) => {
  const { t } = useTranslation('imports')
  const { step } = state
  return (
    <>
      <Left state={state} />
      {step === 'rehearsal' ? (
        <RehearsalFoot state={state} />
      ) : (
        <span className={classes.footNote}>
          {primary?.note ?? (step === 'result' ? '' : t(`foot.next.${step}`))}
        </span>
      )}
      {primary !== undefined && (
        <Button
          size="lg"
          variant={step === 'result' ? 'default' : 'filled'}
          aria-keyshortcuts={step === 'result' ? 'Escape' : 'Control+Enter'}
          rightSection={
            step === 'result' ? (
              <KeyCap keys="Escape" />
            ) : step === 'rehearsal' ? undefined : (
              <KeyCap keys="Mod+Enter" on="accent" joined />
            )
          }
          onClick={primary.run}
        >
          {primary.label}
        </Button>
      )}
    </>
  )
}
