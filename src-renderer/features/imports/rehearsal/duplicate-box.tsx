import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import type { Candidate, Row } from '../import-types.ts'
import classes from './duplicates.module.css'
import { useCandidateWords, useFieldWords } from './row-words.ts'

type Fact = Candidate['facts'][number]

const folded = (field: string, value: string | null): string => {
  const text = (value ?? '').trim().toLocaleLowerCase()
  // However a number is grouped, it rings at the same place.
  return field === 'phone' ? text.replace(/[\s()./-]/gu, '') : text
}

/** Whether the two say something different of a field. */
export const differs = ({ field, inFile, inKith }: Fact): boolean =>
  folded(field, inFile) !== folded(field, inKith)

const Side = ({
  title,
  name,
  kind,
  company,
  facts,
  side,
}: {
  title: string
  name: string
  kind: Row['kind']
  company: string | null
  facts: readonly Fact[]
  side: 'inFile' | 'inKith'
}) => {
  const { t } = useTranslation('imports')
  const words = useFieldWords()
  return (
    <div className={classes.side}>
      <p className={classes.where}>{title}</p>
      <div className={classes.who}>
        <Avatar name={name} company={kind === 'company'} size={26} />
        <span>
          {name}
          {company !== null && <span className={classes.company}>{company}</span>}
        </span>
      </div>
      <dl className={classes.facts}>
        {facts.map((fact, index) => {
          const value = fact[side]
          return (
            // A field may come up twice; its place tells the two apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <div key={index}>
              <dt>{words.name(fact.field, fact.label)}</dt>
              <dd>
                {differs(fact) ? (
                  <mark>
                    {value === null ? t('row.blank') : words.value(fact.field, value, fact.type)}
                  </mark>
                ) : value === null ? (
                  t('row.blank')
                ) : (
                  words.value(fact.field, value, fact.type)
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}

const Choice = ({
  label,
  keys,
  isQuiet = false,
  onClick,
}: {
  label: string
  keys: string
  isQuiet?: boolean
  onClick: () => void
}) => (
  <Button
    fullWidth
    justify="space-between"
    variant={isQuiet ? 'subtle' : 'default'}
    aria-keyshortcuts={keys}
    rightSection={<KeyCap keys={keys} />}
    onClick={onClick}
  >
    {label}
  </Button>
)

/** Two who may be one, side by side; what differs is marked. */
export const DuplicateBox = ({
  row,
  candidate,
  place,
  onDecide,
  onLater,
}: {
  row: Row
  candidate: Candidate
  /** 3 / 9. */
  place: string
  onDecide: (verdict: 'same' | 'different') => void
  onLater: () => void
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const reason = useCandidateWords()(candidate)
  const isShared = candidate.reasons.includes('shared-point')
  return (
    <section
      className={classes.box}
      aria-label={t('duplicates.pair', { name: row.name, other: candidate.name })}
    >
      <header className={classes.boxHead}>
        <h3>{reason}</h3>
        <p>{isShared ? t('duplicates.shared') : t('duplicates.close')}</p>
        <span className="kith-figures">{place}</span>
      </header>
      <div className={classes.pair}>
        <Side
          title={t('duplicates.inFile', { row: formats.number(row.row) })}
          name={row.name}
          kind={row.kind}
          company={row.companyName}
          facts={candidate.facts}
          side="inFile"
        />
        <Side
          title={
            candidate.row === null
              ? t('duplicates.inKith')
              : t('duplicates.inFile', { row: formats.number(candidate.row) })
          }
          name={candidate.name}
          kind={row.kind}
          company={candidate.companyName}
          facts={candidate.facts}
          side="inKith"
        />
        <div className={classes.choices}>
          <Choice
            label={t(`duplicates.different.${row.kind}`)}
            keys="D"
            onClick={() => onDecide('different')}
          />
          <Choice
            label={t(`duplicates.same.${row.kind}`)}
            keys="S"
            onClick={() => onDecide('same')}
          />
          <Choice label={t('duplicates.later')} keys="J" isQuiet onClick={onLater} />
        </div>
      </div>
    </section>
  )
}
