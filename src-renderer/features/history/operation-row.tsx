import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconChevronUp,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { DeletedPeople } from './deleted-people.tsx'
import type { Operation } from './group-by-day.ts'
import classes from './history.module.css'
import { OperationDetails } from './operation-details.tsx'
import { OperationIcon } from './operation-icon.tsx'
import { operationWords } from './operation-words.ts'
import { useCorrection } from './use-correction.ts'
import type { OpenConflicts } from './use-history-undo.ts'
import { historyNamespaces } from './value-words.ts'

/** Whether the line offers Undo or Redo. */
export const canAct = ({ state }: Operation): boolean =>
  state !== 'left-the-house' && state !== 'came-in' && state !== 'unreadable'

/** What has left cannot be taken back; the next best act stands beside it. */
const LeftTheHouse = ({ operation }: { operation: Operation }) => {
  const { t } = useTranslation('history')
  const correct = useCorrection()
  const [person] = operation.contacts
  return (
    <>
      <span>{t('leftTheHouse')}</span>
      {person?.exists === true && (
        <Button variant="default" onClick={() => void correct(operation)}>
          {t('correction')}
        </Button>
      )}
    </>
  )
}

/** Whether the line opens into people of whom some can be brought back; only in the bin. */
const isOfMany = ({ code, numbers, stillDeleted }: Operation): boolean =>
  stillDeleted !== undefined && code === 'contacts.delete' && numbers.count !== 1

const Acts = ({
  operation,
  isSelected,
  isOpen,
  onToggle,
  onAct,
}: {
  operation: Operation
  isSelected: boolean
  isOpen: boolean
  onToggle: () => void
  onAct: () => void
}) => {
  const { t } = useTranslation('history')
  const formats = useFormats()
  const isUndone = operation.state === 'undone'
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  const Arrow = isUndone ? IconArrowForwardUp : IconArrowBackUp
  return (
    <div role="gridcell" className={classes.acts}>
      {isUndone && operation.undoneAt !== null && (
        <span>{t('undone', { when: formats.dayTime(operation.undoneAt) })}</span>
      )}
      {operation.state === 'left-the-house' && <LeftTheHouse operation={operation} />}
      {operation.state === 'came-in' && <span>{t('cameIn')}</span>}
      {operation.state === 'unreadable' && <span>{t('unreadable')}</span>}
      {(isSelected || isOfMany(operation)) && (
        <TextButton
          className={classes.more}
          tabIndex={-1}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          {isOpen ? t('less') : isOfMany(operation) ? t('bringBack.open') : t('more')}
          <Chevron size={15} stroke={1.6} aria-hidden="true" />
        </TextButton>
      )}
      {canAct(operation) && (
        <Button
          variant="default"
          tabIndex={isSelected ? 0 : -1}
          leftSection={<Arrow size={15} stroke={1.6} aria-hidden="true" />}
          rightSection={isSelected ? <KeyCap keys="U" /> : undefined}
          onClick={onAct}
        >
          {isUndone ? t('redo') : t('undo')}
        </Button>
      )}
    </div>
  )
}

/** One operation: time, what, to whom; details and conflicts open below. */
export const OperationRow = ({
  operation,
  isSelected,
  isOpen,
  asking,
  find,
  onSelect,
  onToggle,
  onAct,
  onDecide,
  onDismiss,
}: {
  operation: Operation
  isSelected: boolean
  isOpen: boolean
  asking: OpenConflicts | null
  /** Other operations on the page. */
  find: (id: number) => Operation | undefined
  onSelect: () => void
  onToggle: () => void
  onAct: () => void
  onDecide: (takeBack: readonly string[]) => void
  onDismiss: () => void
}) => {
  const { t } = useTranslation(historyNamespaces)
  const formats = useFormats()
  const words = operationWords(operation, t, { formats, find })
  return (
    <>
      <div
        role="row"
        aria-selected={isSelected}
        data-undone={operation.state === 'undone' || undefined}
        tabIndex={isSelected ? 0 : -1}
        className={classes.row}
        onClick={onSelect}
        onDoubleClick={onToggle}
      >
        <time role="gridcell" className={classes.time} dateTime={formats.dayOf(operation.at)}>
          {formats.time(operation.at)}
        </time>
        <span role="gridcell" className={classes.icon}>
          <OperationIcon operation={operation} />
        </span>
        <div role="gridcell" className={classes.text}>
          <span className={classes.title}>{words.title}</span>{' '}
          {words.detail !== '' && <span className={classes.detail}>{words.detail}</span>}
        </div>
        <Acts
          operation={operation}
          isSelected={isSelected}
          isOpen={isOpen}
          onToggle={onToggle}
          onAct={onAct}
        />
      </div>
      {(isOpen || asking !== null) && (
        <div role="row" className={classes.details}>
          <div role="gridcell">
            {isOfMany(operation) ? (
              isOpen && <DeletedPeople id={operation.id} name={words.title} />
            ) : (
              <OperationDetails operation={operation} hidesConflicts={asking !== null} />
            )}
            {asking !== null && (
              <ConflictPanel
                conflicts={asking.conflicts}
                onDecide={onDecide}
                onCancel={onDismiss}
              />
            )}
          </div>
        </div>
      )}
    </>
  )
}
