import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { type Formats, useFormats } from '#renderer/ui/format.ts'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { SaveField } from '#renderer/ui/inline-field/use-inline-edit.ts'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { TextLink } from '#renderer/ui/text-button.tsx'
import { AddButton } from '../add-button.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { basedOnOf, useOutcome } from '../use-save.ts'
import { useSayDone } from '../use-say-done.ts'
import { FactRow } from './fact-row.tsx'
import classes from './facts.module.css'
import { useOptionalFacts } from './optional-facts.tsx'
import { RelationDialog } from './relation-dialog.tsx'
import { knownRelation, type Relation } from './relation-kinds.ts'

const spanWords = (
  { startDay, endDay }: Relation,
  { t, formats }: { readonly t: TFunction<['contacts', 'common']>; readonly formats: Formats },
): string | null => {
  const from = startDay === null ? null : formats.day(startDay, 'long')
  const to = endDay === null ? null : formats.day(endDay, 'long')
  if (from !== null && to !== null) return t('relation.fromTo', { from, to })
  if (to !== null) return t('relation.until', { day: to })
  return from === null ? null : t('relation.since', { day: from })
}

const useSaveNotes = ({ id }: Relation): SaveField<string | null> => {
  const outcome = useOutcome()
  return (notes, since) => {
    const basedOn = since === undefined ? {} : { basedOn: basedOnOf(since) }
    return outcome(attempt('relations.update', { id, notes, ...basedOn }))
  }
}

const RelationRow = ({
  relation,
  showsLabel,
  onEdit,
}: {
  relation: Relation
  showsLabel: boolean
  onEdit: () => void
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  const formats = useFormats()
  const say = useSayDone()
  const facts = [relation.role, spanWords(relation, { t, formats })].filter((fact) => fact !== null)
  const saveNotes = useSaveNotes(relation)
  const ownNotes = useOptionalFacts([
    {
      id: 'notes',
      label: t('relation.addNotes'),
      isSet: relation.notes !== null,
      field: (adding) => (
        <InlineText
          {...adding}
          label={t('relation.notesOn', { name: relation.contact.name })}
          withLabel={false}
          multiline
          value={relation.notes}
          onSave={saveNotes}
        />
      ),
    },
  ])
  const remove = async (): Promise<void> => {
    const result = await attempt('relations.delete', { id: relation.id })
    if (!result.ok) return say.failed(result.error.code)
    say.done(() => t('toast.removed', { what: relation.contact.name }), result.value.operationId)
  }
  return (
    <FactRow
      label={showsLabel ? t(`relation.${knownRelation(relation.kind)}.${relation.side}`) : ''}
      menuLabel={t('facts.moreOf', { value: relation.contact.name })}
      acts={[
        { label: t('common:edit'), onAct: onEdit },
        ...ownNotes.acts,
        { label: t('common:remove'), isDeletion: true, onAct: () => void remove() },
      ]}
    >
      <div className={classes.plain}>
        <TextLink
          tone="text"
          to="/contacts/$contactId"
          params={{ contactId: String(relation.contact.id) }}
        >
          {relation.contact.name}
        </TextLink>
        {facts.length > 0 && <span className="kith-quiet">{` ${facts.join(', ')}`}</span>}
      </div>
      {ownNotes.lines}
    </FactRow>
  )
}

/** What a tie is called, for grouping: ties of one name stand together. */
const placeOf = (relation: Relation | undefined): string =>
  relation === undefined ? '' : `${relation.kind}:${relation.side}`

/** The people around somebody: each tie has a name for either side. */
export const RelationFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const [edited, setEdited] = useState<Relation | 'new' | null>(null)
  const relations = record.relations.toSorted((one, other) =>
    placeOf(one).localeCompare(placeOf(other)),
  )
  return (
    <PanelSection
      title={t('facts.peopleAround')}
      aside={<AddButton label={t('facts.addRelation')} onClick={() => setEdited('new')} />}
    >
      {relations.map((relation, index) => (
        <RelationRow
          key={relation.id}
          relation={relation}
          showsLabel={placeOf(relation) !== placeOf(relations[index - 1])}
          onEdit={() => setEdited(relation)}
        />
      ))}
      {edited !== null && (
        <RelationDialog
          record={record}
          relation={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </PanelSection>
  )
}
