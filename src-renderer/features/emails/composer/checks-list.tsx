import { IconAlertCircle, IconCheck, IconUserOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { isUnwanted } from '#shared/domain/unwanted-mail.ts'
import { useCheckWords } from './check-words.ts'
import classes from './checks-list.module.css'
import type { CheckGroup } from './group-checks.ts'

/** What an act beside a finding is called and does. */
export interface CheckAct {
  readonly label: string
  readonly onAct: () => void
}

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

/** What the line about a clean mail denies. */
const unclean: ReadonlySet<string> = new Set([
  'forgotten-attachment',
  'bad-template',
  'unknown-field',
  'picture-gone',
])

/** What was looked at before the mail leaves, in words, each with a way out. */
export const ChecksList = ({
  groups,
  of,
  actOf,
}: {
  groups: readonly CheckGroup[]
  /** How many mails were looked at. */
  of: number
  actOf: (group: CheckGroup) => CheckAct | null
}) => {
  const { t } = useTranslation('emails')
  const words = useCheckWords()
  const isClean = !groups.some(({ code }) => unclean.has(code))
  return (
    <section className={classes.checks} aria-label={t('check.title')}>
      <h2 className="kith-note">{t('check.title')}</h2>
      <ul>
        {groups.map((group) => {
          const act = actOf(group)
          const isOut = isUnwanted(group)
          return (
            <li key={`${group.code} ${group.field} ${group.isBlocking}`}>
              {isOut ? (
                <IconUserOff {...icon} />
              ) : (
                <IconAlertCircle {...icon} className={classes.amber} />
              )}
              <span>{words.full(group, of)}</span>
              {act !== null && (
                <TextButton className={classes.act} onClick={act.onAct}>
                  {act.label}
                </TextButton>
              )}
            </li>
          )
        })}
        {isClean && (
          <li data-quiet>
            <IconCheck {...icon} className={classes.good} />
            <span>{t('check.clean')}</span>
          </li>
        )}
      </ul>
    </section>
  )
}
