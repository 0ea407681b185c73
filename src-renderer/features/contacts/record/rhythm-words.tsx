import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { RhythmFacts } from '../contact-types.ts'
import classes from './rhythm.module.css'

const enoughDays = 3

const Strong = ({ children }: { children?: ReactNode }) => <b>{children}</b>
const Cold = ({ children }: { children?: ReactNode }) => <b className={classes.cold}>{children}</b>
const parts = { b: <Strong />, cold: <Cold /> }

/** Between two sentences: a blank, and nothing after Chinese punctuation. */
export const useGlue = (): string =>
  useViewLocale((locale) => locale.language) === 'zh-CN' ? '' : ' '

const Agreed = ({ everyDays, silenceDays }: { everyDays: number; silenceDays: number | null }) => {
  const { t } = useTranslation('rhythms')
  const glue = useGlue()
  return (
    <>
      <Trans t={t} i18nKey="agreed" count={everyDays} components={parts} />
      {glue}
      {silenceDays === null ? (
        t('lastNever')
      ) : silenceDays === 0 ? (
        <Trans t={t} i18nKey="lastToday" components={parts} />
      ) : (
        <Trans t={t} i18nKey="last" count={silenceDays} components={parts} />
      )}
    </>
  )
}

const Own = ({ rhythm }: { rhythm: RhythmFacts }) => {
  const { t } = useTranslation('rhythms')
  if (rhythm.medianGapDays === null || rhythm.silenceDays === null) {
    const count = Math.max(1, enoughDays - rhythm.contactDayCount)
    return <span className="kith-quiet">{t('notEnough', { count })}</span>
  }
  const values = { every: Math.round(rhythm.medianGapDays), now: rhythm.silenceDays }
  if (rhythm.silenceDays === 0) {
    return <Trans t={t} i18nKey="ownToday" values={{ every: values.every }} components={parts} />
  }
  const key = rhythm.state === 'cold' ? 'own' : 'ownGood'
  return <Trans t={t} i18nKey={key} values={values} components={parts} />
}

/** How often there is contact, said in a sentence with its evidence. */
export const RhythmWords = ({
  rhythm,
  prefers,
}: {
  rhythm: RhythmFacts
  /** The peek tells the own rhythm, the record the agreed one when there is one. */
  prefers: 'own' | 'agreed'
}) => {
  const { t } = useTranslation('rhythms')
  const glue = useGlue()
  const { agreed } = rhythm
  const hasOwn = rhythm.medianGapDays !== null
  if (agreed !== null && (prefers === 'agreed' || !hasOwn)) {
    return <Agreed everyDays={agreed.everyDays} silenceDays={rhythm.silenceDays} />
  }
  return (
    <>
      <Own rhythm={rhythm} />
      {glue}
      {hasOwn && (
        <span className="kith-quiet">
          {rhythm.isRoughGuess || rhythm.shortestGapDays === null
            ? t('evidenceRough', { contacts: rhythm.contactDayCount })
            : t('evidence', {
                contacts: rhythm.contactDayCount,
                from: rhythm.shortestGapDays,
                to: rhythm.longestGapDays ?? rhythm.shortestGapDays,
              })}
        </span>
      )}
    </>
  )
}
