import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { asFound } from '#renderer/ui/as-found.ts'
import { DayField } from '#renderer/ui/day-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { parseDay } from '#shared/domain/time.ts'
import type { ContactRecord } from '../contact-types.ts'
import classes from '../steps/step-dialogs.module.css'
import { useRested } from '../steps/use-read-step.ts'
import { useSayDone } from '../use-say-done.ts'
import { type Relation, type RelationChoice, relationChoices } from './relation-kinds.ts'

const PersonSelect = ({
  exceptId,
  error,
  value,
  onChange,
}: {
  exceptId: number
  error: string | null
  value: string | null
  onChange: (value: string | null) => void
}) => {
  const { t } = useTranslation('contacts')
  const [typed, setTyped] = useState('')
  const rested = useRested(typed)
  const found = useApiQuery(
    'search.everywhere',
    { text: rested, limit: 12 },
    { enabled: rested.trim() !== '', keepPrevious: true },
  )
  const recent = useApiQuery('search.recent', { limit: 8 })
  const answer =
    rested.trim() === '' ? recent.data?.contacts : found.data?.contacts.map((hit) => hit.contact)
  // Enter takes the first, so only who was found by what stands in the field now.
  const people = typed === rested && !found.isPlaceholderData ? answer : undefined
  return (
    <Select
      data-autofocus
      label={t('relation.person')}
      placeholder={t('relation.find')}
      searchable
      filter={asFound}
      {...(people === undefined ? {} : { nothingFoundMessage: t('relation.nobodyFound') })}
      selectFirstOptionOnChange={typed.trim() !== '' && people !== undefined}
      error={error}
      data={(people ?? [])
        .filter((person) => person.id !== exceptId)
        .map((person) => ({
          value: String(person.id),
          label:
            person.company === null
              ? person.displayName
              : `${person.displayName} · ${person.company.name}`,
        }))}
      value={value}
      onSearchChange={setTyped}
      onChange={onChange}
    />
  )
}

const KindSelect = ({
  choices,
  value,
  onChange,
}: {
  choices: readonly RelationChoice[]
  value: string
  onChange: (value: string) => void
}) => {
  const { t } = useTranslation('contacts')
  return (
    <Select
      label={t('relation.kind')}
      allowDeselect={false}
      data={choices.map((choice) => ({
        value: choice.value,
        label: t(`relation.${choice.kind}.${choice.side}`),
      }))}
      value={value}
      onChange={(chosen) => onChange(chosen ?? value)}
    />
  )
}

const NotesField = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => {
  const { t } = useTranslation('contacts')
  return (
    <Textarea
      label={t('relation.notes')}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={5000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** Adds a tie to somebody, or changes role and dates of one; its notes stand on the page. */
export const RelationDialog = ({
  record,
  relation,
  onClose,
}: {
  record: ContactRecord
  relation: Relation | null
  onClose: () => void
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  const say = useSayDone()
  const [choice, setChoice] = useState(
    relation === null ? 'referred:backward' : `${relation.kind}:${relation.side}`,
  )
  const [person, setPerson] = useState<string | null>(null)
  const [role, setRole] = useState(relation?.role ?? '')
  const [from, setFrom] = useState<string>(relation?.startDay ?? '')
  const [to, setTo] = useState<string>(relation?.endDay ?? '')
  const [notes, setNotes] = useState('')
  const [unread, setUnread] = useState({ from: false, to: false })
  const [problem, setProblem] = useState<{ field: 'person' | 'all'; text: string } | null>(null)
  const choices = relationChoices(record.kind)
  const fields = {
    role: role.trim() === '' ? null : role.trim(),
    startDay: parseDay(from),
    endDay: parseDay(to),
  }
  const create = () => {
    const { kind, side } = choices.find((one) => one.value === choice) ?? {
      kind: 'other' as const,
      side: 'forward' as const,
    }
    // The chosen value is the id of a contact that the host has just named.
    const other = Number(person) as ContactRecord['id']
    const [fromContactId, toContactId] =
      side === 'forward' ? [record.id, other] : [other, record.id]
    return attempt('relations.create', {
      fromContactId,
      toContactId,
      kind,
      ...fields,
      notes: notes.trim() === '' ? null : notes.trim(),
    })
  }
  const save = useOneAtATime(async () => {
    // The field of the day says that it cannot be read.
    if (unread.from || unread.to) return
    if (relation === null && person === null) {
      return setProblem({ field: 'person', text: t('relation.chooseSomebody') })
    }
    const result =
      relation === null
        ? await create()
        : await attempt('relations.update', { id: relation.id, ...fields })
    if (result.ok) return onClose()
    const { code } = result.error
    if (code === 'ends-before-start') {
      setProblem({ field: 'all', text: t('relation.endsBeforeStart') })
    } else if (code === 'same-contact') {
      setProblem({ field: 'person', text: t('relation.sameContact') })
    } else say.failed(code)
  })
  return (
    <Dialog
      title={relation === null ? t('facts.addRelation') : relation.contact.name}
      isOpen
      onClose={onClose}
      size={440}
    >
      <form className={classes.form} onSubmit={submitTo(save)}>
        {relation === null && (
          <>
            <PersonSelect
              exceptId={record.id}
              error={problem?.field === 'person' ? problem.text : null}
              value={person}
              onChange={(id) => {
                setPerson(id)
                setProblem(null)
              }}
            />
            <KindSelect choices={choices} value={choice} onChange={setChoice} />
          </>
        )}
        <TextInput
          label={t('relation.role')}
          maxLength={200}
          value={role}
          onChange={(event) => setRole(event.target.value)}
        />
        <div className={classes.row}>
          <DayField
            label={t('relation.from')}
            value={from}
            onChange={setFrom}
            onUnread={(isUnread) => setUnread({ ...unread, from: isUnread })}
          />
          <DayField
            label={t('relation.to')}
            value={to}
            onChange={setTo}
            onUnread={(isUnread) => setUnread({ ...unread, to: isUnread })}
          />
        </div>
        {relation === null && <NotesField value={notes} onChange={setNotes} />}
        {problem?.field === 'all' && (
          <p className={classes.problem} role="alert">
            {problem.text}
          </p>
        )}
        <div className={classes.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{relation === null ? t('common:add') : t('common:save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
