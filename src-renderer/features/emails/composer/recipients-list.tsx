import { Popover } from '@mantine/core'
import { IconAlertCircle, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { PersonName } from '#renderer/ui/person-name.tsx'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { isUnwanted } from '#shared/domain/unwanted-mail.ts'
import type { Recipient } from '../mail-types.ts'
import { useCheckWords } from './check-words.ts'
import { type Finding, isAboutText } from './group-checks.ts'
import { PersonPicker } from './person-picker.tsx'
import classes from './recipients-list.module.css'

/** Whom the text goes to, one mail each; the chosen one's is shown at the right. */
export const RecipientsList = ({
  recipients,
  findings,
  shown,
  isEditable,
  onShow,
  onAdd,
  onRemove,
}: {
  recipients: readonly Recipient[]
  findings: readonly Finding[]
  shown: ContactId
  isEditable: boolean
  onShow: (contactId: ContactId) => void
  onAdd: (contactId: ContactId) => void
  onRemove: (emailId: EmailId) => void
}) => {
  const { t } = useTranslation('emails')
  const words = useCheckWords()
  const [isAdding, setAdding] = useState(false)
  return (
    <section className={classes.people} aria-label={t('people.label')}>
      <div className={classes.peopleHead}>
        <h2 className="kith-note">{t('people.count', { count: recipients.length })}</h2>
        {isEditable && (
          <Popover
            opened={isAdding}
            onChange={setAdding}
            position="bottom-end"
            width={300}
            trapFocus
            returnFocus
            withRoles={false}
          >
            <Popover.Target>
              <span>
                <IconButton
                  icon={IconPlus}
                  label={t('people.add')}
                  onClick={() => setAdding((now) => !now)}
                />
              </span>
            </Popover.Target>
            <Popover.Dropdown p={8}>
              <PersonPicker
                taken={recipients.map((one) => one.contactId)}
                onClose={() => setAdding(false)}
                onPick={(contactId) => {
                  setAdding(false)
                  onAdd(contactId)
                }}
              />
            </Popover.Dropdown>
          </Popover>
        )}
      </div>
      <ul className={classes.peopleList}>
        {recipients.map((one) => {
          const mine = findings.filter(
            ({ emailId, code }) => emailId === one.emailId && !isAboutText(code),
          )
          const stops = mine.find((finding) => finding.isBlocking)
          const isLeftOut = stops !== undefined && isUnwanted(stops)
          const { emailId } = one
          return (
            <li key={one.contactId} className={classes.person} data-out={isLeftOut || undefined}>
              <button
                type="button"
                className={classes.personShow}
                aria-current={one.contactId === shown || undefined}
                onClick={() => onShow(one.contactId)}
              >
                <Avatar name={one.name} />
                <span className={classes.personName} title={one.name}>
                  <PersonName displayName={one.name} />
                  {stops !== undefined && (
                    <span className={classes.personWhy}>{words.brief(stops.code)}</span>
                  )}
                </span>
                {mine.length > 0 && !isLeftOut && (
                  <IconAlertCircle size={16} stroke={1.6} className={classes.amber} aria-hidden />
                )}
              </button>
              {isEditable && emailId !== null && recipients.length > 1 && (
                <span className={classes.personRemove}>
                  <IconButton
                    icon={IconX}
                    label={t('people.remove', { name: one.name })}
                    onClick={() => onRemove(emailId)}
                  />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
