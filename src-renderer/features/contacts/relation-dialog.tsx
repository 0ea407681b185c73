import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { DayField } from '#renderer/ui/day-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { parseDay } from '#shared/domain/time.ts'
import type { ContactRecord } from './contact-types.ts'
import { type Relation, relationChoices } from './relation-kinds.ts'
import classes from './step-dialogs.module.css'
import { useRested } from './use-read-step.ts'
import { useSayDone } from './use-say-done.ts'

const PersonSelect = ({
  exceptId,
  value,
  onChange,
}: {
  exceptId: number
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
  const people =
    rested.trim() === ''
      ? (recent.data?.contacts ?? [])
      : (found.data?.contacts.map((hit) => hit.contact) ?? [])
  return (
    <Select
      data-autofocus
      label={t('relation.person')}
      placeholder={t('relation.find')}
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={t('relation.nobodyFound')}
      data={people
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

/** Adds a tie to somebody, or changes role and dates of one. */
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
  const [problem, setProblem] = useState<string | null>(null)
  const fields = {
    role: role.trim() === '' ? null : role.trim(),
    startDay: parseDay(from),
    endDay: parseDay(to),
  }
  const create = () => {
    const { kind, side } = relationChoices.find((one) => one.value === choice) ?? {
      kind: 'other' as const,
      side: 'forward' as const,
    }
    // The chosen value is the id of a contact that the host has just named.
    const other = Number(person) as ContactRecord['id']
    const [fromContactId, toContactId] =
      side === 'forward' ? [record.id, other] : [other, record.id]
    return attempt('relations.create', { fromContactId, toContactId, kind, ...fields })
  }
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (relation === null && person === null) return
    const result =
      relation === null
        ? await create()
        : await attempt('relations.update', { id: relation.id, ...fields })
    if (result.ok) return onClose()
    const { code } = result.error
    if (code === 'ends-before-start') setProblem(t('relation.endsBeforeStart'))
    else if (code === 'same-contact') setProblem(t('relation.sameContact'))
    else say.failed(code)
  }
  return (
    <Dialog
      title={relation === null ? t('facts.addRelation') : relation.contact.name}
      isOpen
      onClose={onClose}
      size={440}
    >
      <form className={classes.form} onSubmit={(event) => void save(event)}>
        {relation === null && (
          <>
            <PersonSelect exceptId={record.id} value={person} onChange={setPerson} />
            <Select
              label={t('relation.kind')}
              allowDeselect={false}
              data={relationChoices.map(({ kind, side, value }) => ({
                value,
                label: t(`relation.${kind}.${side}`),
              }))}
              value={choice}
              onChange={(value) => setChoice(value ?? choice)}
            />
          </>
        )}
        <TextInput
          label={t('relation.role')}
          maxLength={200}
          value={role}
          onChange={(event) => setRole(event.target.value)}
        />
        <div className={classes.row}>
          <DayField label={t('relation.from')} value={from} onChange={setFrom} />
          <DayField label={t('relation.to')} value={to} onChange={setTo} />
        </div>
        {problem !== null && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={classes.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{relation === null ? t('common:add') : t('common:save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
