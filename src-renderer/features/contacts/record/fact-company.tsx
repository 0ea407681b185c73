import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { TextLink } from '#renderer/ui/text-button.tsx'
import { useCompanyNames } from '../company-field.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { useSaveContact } from '../use-save.ts'
import classes from './facts.module.css'
import { AddFact, type Adding, useOptionalFacts } from './optional-facts.tsx'

const People = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const more = record.peopleCount - record.people.length
  return (
    <PanelSection title={t('facts.people')}>
      {record.people.length === 0 && <span className="kith-quiet">{t('facts.noPeople')}</span>}
      <ul>
        {record.people.map((person) => (
          <li key={person.id} className={classes.person}>
            <Avatar name={person.displayName} />
            <span>
              <TextLink
                tone="text"
                to="/contacts/$contactId"
                params={{ contactId: String(person.id) }}
              >
                {person.displayName}
              </TextLink>
              {person.jobTitle !== null && (
                <span className="kith-quiet">{` ${person.jobTitle}`}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <TextLink tone="text" to="/contacts" search={{ filter: { companyIds: [record.id] } }}>
          {t('facts.peopleMore', { count: more })}
        </TextLink>
      )}
    </PanelSection>
  )
}

const Company = ({ record, adding }: { record: ContactRecord; adding: Adding }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const save = useSaveContact(record.id)
  const [isEditing, setEditing] = useState(false)
  const [typed, setTyped] = useState('')
  const suggestions = useCompanyNames(typed)
  const { company } = record
  if (company === null || isEditing) {
    return (
      <InlineText
        label={t('relation.works-at.forward')}
        value={company?.name ?? null}
        suggestions={suggestions}
        onType={setTyped}
        startsEditing={isEditing || adding.startsEditing}
        onClose={(isKept) => {
          setEditing(false)
          adding.onClose(isKept)
        }}
        onSave={(name) => save(name === null ? { companyId: null } : { companyName: name })}
      />
    )
  }
  return (
    <div className={`${classes.row} ${classes.company}`}>
      <Avatar name={company.name} company />
      <TextLink
        tone="text"
        isStrong
        to="/contacts/$contactId"
        params={{ contactId: String(company.id) }}
      >
        {company.name}
      </TextLink>
      <span className={classes.rowMenu}>
        <MoreMenu
          label={t('facts.moreOf', { value: company.name })}
          acts={[
            { label: t('common:edit'), onAct: () => setEditing(true) },
            {
              label: t('common:remove'),
              isDeletion: true,
              onAct: () => void save({ companyId: null }),
            },
          ]}
        />
      </span>
    </div>
  )
}

/** The company of a person, or the people of a company. */
export const CompanyFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const save = useSaveContact(record.id)
  const { lines, acts } = useOptionalFacts([
    {
      id: 'company',
      label: t('relation.works-at.forward'),
      isSet: record.company !== null,
      field: (adding) => <Company record={record} adding={adding} />,
    },
    {
      id: 'job-title',
      label: t('facts.jobTitle'),
      isSet: record.jobTitle !== null,
      field: (adding) => (
        <InlineText
          {...adding}
          label={t('facts.jobTitle')}
          value={record.jobTitle}
          onSave={(jobTitle) => save({ jobTitle })}
        />
      ),
    },
  ])
  if (record.kind === 'company') return <People record={record} />
  return (
    <PanelSection
      title={t('facts.company')}
      aside={<AddFact label={t('facts.addFact')} acts={acts} />}
    >
      {lines}
    </PanelSection>
  )
}
