import { Button, Select, TagsInput, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { TextButton, TextLink } from '#renderer/ui/text-button.tsx'
import type { Output } from '#shared/contract/index.ts'
import { stages } from '#shared/domain/stages.ts'
import { CompanyField } from './company-field.tsx'
import { useDraft } from './draft-store.ts'
import classes from './new-contact.module.css'
import { emptyContact, type NewContact, newContactInput } from './new-contact-input.ts'
import { useRested } from './steps/use-read-step.ts'
import { useSayDone } from './use-say-done.ts'

type Match = Output<'contacts.findDuplicates'>['matches'][number]

const useMatches = (typed: NewContact): readonly Match[] => {
  const name = useRested(typed.name.trim())
  const company = useRested(typed.company.trim())
  const email = useRested(typed.email.trim())
  const phone = useRested(typed.phone.trim())
  const found = useApiQuery(
    'contacts.findDuplicates',
    {
      ...(name === '' ? {} : { displayName: name }),
      ...(company === '' ? {} : { companyName: company }),
      ...(email === '' ? {} : { emails: [email] }),
      ...(phone === '' ? {} : { phones: [phone] }),
    },
    { enabled: name + email + phone !== '', keepPrevious: true },
  )
  return name + email + phone === '' ? [] : (found.data?.matches ?? [])
}

const Matches = ({ matches, onOpen }: { matches: readonly Match[]; onOpen: () => void }) => {
  const { t } = useTranslation('contacts')
  if (matches.length === 0) return null
  return (
    <div className={classes.matches} role="status">
      <h3>{t('create.duplicate.title', { count: matches.length })}</h3>
      {matches.slice(0, 3).map(({ contact, reasons }) => (
        <div key={contact.id} className={classes.match}>
          <Avatar name={contact.displayName} company={contact.kind === 'company'} />
          <span>
            <span className={classes.who}>{contact.displayName}</span>{' '}
            {reasons.map((reason) => t(`create.duplicate.${reason}`)).join(', ')}
          </span>
          <TextLink
            tone="inherit"
            isStrong
            isUnderlined
            className={classes.open}
            to="/contacts/$contactId"
            params={{ contactId: String(contact.id) }}
            onClick={onOpen}
          >
            {t('create.duplicate.open')}
          </TextLink>
        </div>
      ))}
    </div>
  )
}

const Foot = ({
  onNext,
  onClear,
}: {
  onNext: () => void
  /** Null while nothing is typed. */
  onClear: (() => void) | null
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  return (
    <div className={classes.foot}>
      {onClear !== null && (
        <TextButton className={classes.clear} onClick={onClear}>
          {t('common:clear')}
        </TextButton>
      )}
      <Button variant="default" onClick={onNext}>
        {t('create.saveAndNext')}
      </Button>
      <Button type="submit" rightSection={<KeyCap keys="Enter" on="accent" />}>
        {t('create.save')}
      </Button>
    </div>
  )
}

/**
 * A new person or company; says while one types who might be the same.
 *
 * What is typed is kept until it is added, also when the dialog is shut in between.
 */
export const NewContactDialog = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const navigate = useNavigate()
  const say = useSayDone()
  // A name that came along begins another contact.
  const draft = useDraft<NewContact>(`new:${name}`, { ...emptyContact, name })
  const { typed } = draft
  const nameField = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const tags = useApiQuery('tags.list', {})
  const matches = useMatches(typed)
  const sharing = matches.find((match) => match.reasons.includes('same-email'))
  const isPerson = typed.kind === 'person'
  const change = (part: Partial<NewContact>): void => {
    draft.change(part)
    setProblem(null)
  }
  const field = (key: 'jobTitle' | 'email' | 'phone') => ({
    label: t(`create.${key}`),
    value: typed[key],
    onChange: (event: { target: { value: string } }) => change({ [key]: event.target.value }),
  })
  const startAnew = (): void => {
    setProblem(null)
    nameField.current?.focus()
  }
  const save = useOneAtATime(async (goesOn: boolean) => {
    if (typed.name.trim() === '') return setProblem(t('create.nameNeeded'))
    const result = await attempt('contacts.create', newContactInput(typed))
    if (!result.ok) return say.failed(result.error.code)
    say.done(() => t('create.added', { name: typed.name.trim() }), result.value.operationId)
    if (goesOn) {
      draft.settle(typed, { ...emptyContact, kind: typed.kind, tags: typed.tags })
      return startAnew()
    }
    draft.settle(typed)
    await navigate({
      to: '/contacts/$contactId',
      params: { contactId: String(result.value.id) },
    })
  })
  return (
    <Dialog title={t('create.title')} isOpen onClose={onClose} size={540}>
      <form
        className={classes.form}
        // Kith reads addresses itself, and keeps as typed what it cannot read.
        noValidate
        onSubmit={submitTo(() => save(false))}
      >
        <div className={classes.kind}>
          <Segmented
            label={t('create.kind')}
            value={typed.kind}
            onChange={(kind) => change({ kind })}
            segments={[
              { value: 'person', label: t('common:kinds.person') },
              { value: 'company', label: t('common:kinds.company') },
            ]}
          />
        </div>
        <TextInput
          ref={nameField}
          data-autofocus
          label={isPerson ? t('create.name') : t('create.companyName')}
          value={typed.name}
          error={problem}
          maxLength={300}
          onChange={(event) => change({ name: event.target.value })}
        />
        {isPerson && (
          <div className={classes.pair}>
            <CompanyField
              label={t('create.company')}
              value={typed.company}
              onChange={(company) => change({ company })}
            />
            <TextInput {...field('jobTitle')} maxLength={200} />
          </div>
        )}
        <div className={classes.pair}>
          <TextInput {...field('email')} type="email" />
          <TextInput {...field('phone')} type="tel" />
        </div>
        {sharing !== undefined && (
          <p className={classes.note}>
            {t('create.sharedEmail', { name: sharing.contact.displayName })}
          </p>
        )}
        <div className={classes.pair}>
          <Select
            label={t('create.stage')}
            clearable
            data={stages.map((stage) => ({ value: stage, label: t(`common:stages.${stage}`) }))}
            value={typed.stage}
            onChange={(stage) => change({ stage: stages.find((one) => one === stage) ?? null })}
          />
          <TagsInput
            label={t('create.tags')}
            description={typed.tags.length === 0 ? t('create.tagsHint') : undefined}
            inputWrapperOrder={['label', 'input', 'description']}
            data={(tags.data?.tags ?? []).map((tag) => tag.name)}
            splitChars={[',', '，', ';']}
            value={[...typed.tags]}
            onChange={(names) => change({ tags: names })}
          />
        </div>
        <Matches matches={matches} onOpen={onClose} />
        <Foot
          onNext={() => void save(true)}
          onClear={
            draft.isBegun
              ? () => {
                  draft.clear()
                  startAnew()
                }
              : null
          }
        />
      </form>
    </Dialog>
  )
}
