import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { StatusChip } from '#renderer/ui/chip.tsx'
import type { JobId } from '#shared/domain/ids.ts'
import type { Group, Row } from './import-types.ts'
import { useFieldWords, useMatchWords } from './import-words.ts'
import classes from './imports.module.css'
import { MoreRows } from './more-rows.tsx'
import rowClasses from './rows.module.css'
import { useRehearsedRows } from './use-rehearsed-rows.ts'

type Change = Row['changes'][number]

const counted = (changes: readonly Change[]): number =>
  changes.filter(({ kind }) => kind === 'fills-blank' || kind === 'adds').length

const tones = { 'fills-blank': 'accent', adds: 'accent', 'yours-stays': 'outline' } as const

const ChangeLine = ({ change, isNew }: { change: Change; isNew: boolean }) => {
  const { t } = useTranslation('imports')
  const words = useFieldWords()
  const { field, before, after, kind } = change
  const isQuiet = kind === 'same' || kind === 'yours-stays'
  const Arrow = kind === 'yours-stays' ? IconArrowLeft : IconArrowRight
  return (
    <tr data-quiet={isQuiet || undefined}>
      <th scope="row" className={rowClasses.fieldName}>
        {words.name(field)}
      </th>
      {!isNew && (
        <>
          <td className={rowClasses.before} data-stays={kind === 'yours-stays' || undefined}>
            {before === null ? t('row.blank') : words.value(field, before)}
          </td>
          <td className={rowClasses.arrow}>
            {kind !== 'same' && <Arrow size={14} stroke={1.6} aria-hidden="true" />}
          </td>
        </>
      )}
      <td className={rowClasses.after}>
        {kind === 'yours-stays'
          ? t('row.fileSays', { value: words.value(field, after) })
          : words.value(field, after)}
      </td>
      <td className={rowClasses.kind}>
        {kind === 'same' ? (
          <span className={classes.note}>{t('row.kind.same')}</span>
        ) : (
          !isNew && <StatusChip tone={tones[kind]}>{t(`row.kind.${kind}`)}</StatusChip>
        )}
      </td>
    </tr>
  )
}

const RowDetail = ({ row, isNew }: { row: Row; isNew: boolean }) => {
  const { t } = useTranslation('imports')
  const match = useMatchWords()
  return (
    <section className={rowClasses.detail} aria-label={row.name}>
      <header className={rowClasses.detailHead}>
        <Avatar name={row.name} size={44} />
        <div>
          <h2>{row.name}</h2>
          <p>{match(row)}</p>
        </div>
      </header>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('row.fields')}>
        <table className={rowClasses.changes}>
          <thead>
            <tr>
              <th scope="col">{t('row.field')}</th>
              {!isNew && (
                <>
                  <th scope="col">{t('row.today')}</th>
                  <td />
                </>
              )}
              <th scope="col">{isNew ? t('row.gets') : t('row.afterImport')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {row.changes.map((change, index) => (
              // A row may have two equal values; their place tells them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <ChangeLine key={index} change={change} isNew={isNew} />
            ))}
          </tbody>
        </table>
        {!isNew && <p className={rowClasses.untouched}>{t('row.untouched')}</p>}
      </div>
    </section>
  )
}

const arrows: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** The people of one group, and what would happen to the chosen one. */
export const RehearsedRows = ({
  planId,
  group,
  count,
  round,
}: {
  planId: JobId
  group: Exclude<Group, 'problems'>
  count: number
  round: number
}) => {
  const { t } = useTranslation('imports')
  const { rows, isLoading, more } = useRehearsedRows(planId, group, round)
  const [chosen, setChosen] = useState(0)
  const row = rows[chosen] ?? rows[0]
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = arrows[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(rows.length - 1, chosen + step))
    setChosen(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  const detailOf = (one: Row): string =>
    group === 'changed' ? t('row.changes', { count: counted(one.changes) }) : ''
  return (
    <div className={rowClasses.pair}>
      <section className={rowClasses.people}>
        <h2 className={rowClasses.peopleTitle}>{t(`people.${group}`, { count })}</h2>
        {count === 0 && !isLoading && <p className={classes.note}>{t('people.nobody')}</p>}
        <div
          className={classes.scroll}
          onKeyDown={handleKeyDown}
          role="group"
          aria-label={t(`group.${group}`)}
        >
          {rows.map((one, index) => (
            <button
              key={one.row}
              type="button"
              className={rowClasses.person}
              aria-pressed={one === row}
              tabIndex={one === row ? 0 : -1}
              onClick={() => setChosen(index)}
            >
              <Avatar name={one.name} size={26} />
              <span className={rowClasses.personWords}>
                <span className={rowClasses.personName}>{one.name}</span>
                <span className={rowClasses.personCompany}>
                  {one.companyName ?? t('row.place', { row: one.row })}
                </span>
              </span>
              <span className={rowClasses.personCount}>{detailOf(one)}</span>
            </button>
          ))}
          <MoreRows shown={rows.length} count={count} onMore={more} />
        </div>
      </section>
      {row !== undefined && <RowDetail row={row} isNew={group === 'new'} />}
    </div>
  )
}
