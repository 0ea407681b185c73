import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type ChipTone, StatusChip } from '#renderer/ui/chip.tsx'
import type { Change, Row } from '../import-types.ts'
import tables from '../table.module.css'
import classes from './row-detail.module.css'
import { useFieldWords } from './row-words.ts'

type Kind = Change['kind']

const tones: Readonly<Record<Exclude<Kind, 'same'>, ChipTone>> = {
  overwrites: 'warning',
  'fills-blank': 'accent',
  adds: 'accent',
  'yours-stays': 'outline',
}

const order: readonly Kind[] = ['overwrites', 'fills-blank', 'adds', 'yours-stays', 'same']

const ChangeLine = ({ change, isNew }: { change: Change; isNew: boolean }) => {
  const { t } = useTranslation('imports')
  const words = useFieldWords()
  const { field, label, type, before, after, kind } = change
  const valueOf = (text: string): string => words.value(field, text, type)
  const Arrow = kind === 'yours-stays' ? IconArrowLeft : IconArrowRight
  return (
    <tr data-kind={kind}>
      <th scope="row" className={classes.field}>
        {words.name(field, label)}
      </th>
      {!isNew && (
        <>
          <td className={classes.before}>
            {before === null ? (
              t('row.blank')
            ) : kind === 'overwrites' ? (
              <del>{valueOf(before)}</del>
            ) : (
              valueOf(before)
            )}
          </td>
          <td className={classes.arrow}>
            {kind !== 'same' && <Arrow size={14} stroke={1.6} aria-hidden="true" />}
          </td>
        </>
      )}
      <td className={classes.after}>
        {kind === 'yours-stays' ? t('row.fileSays', { value: valueOf(after) }) : valueOf(after)}
      </td>
      {!isNew && (
        <td className={classes.kind}>
          {kind === 'same' ? (
            <span className={classes.same}>{t('row.kind.same')}</span>
          ) : (
            <StatusChip tone={tones[kind]}>{t(`row.kind.${kind}`)}</StatusChip>
          )}
        </td>
      )}
    </tr>
  )
}

/** Field by field what a row does: old struck, new beside it, one word why. */
export const ChangeTable = ({ row }: { row: Row }) => {
  const { t } = useTranslation('imports')
  const isNew = row.contactId === null && row.sameAsRow === null
  const changes = isNew
    ? row.changes
    : row.changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return (
    <table className={`${tables.table} ${classes.changes}`} data-new={isNew || undefined}>
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
          {!isNew && <td />}
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          // A row may have two equal values; their place tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <ChangeLine key={index} change={change} isNew={isNew} />
        ))}
      </tbody>
    </table>
  )
}
