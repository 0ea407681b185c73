import { Button } from '@mantine/core'
import { IconArrowsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import type { JobId } from '#shared/domain/ids.ts'
import { revise } from '../import-jobs.ts'
import { useImportStore } from '../import-store.ts'
import type { Candidate, Counts, Row } from '../import-types.ts'
import { allRows, reviseAll } from './all-rows.ts'
import { DecidedRows } from './decided-rows.tsx'
import { DuplicateBox } from './duplicate-box.tsx'
import classes from './duplicates.module.css'
import { MoreRows } from './more-rows.tsx'
import { useCandidateWords } from './row-words.ts'
import { useDecisionKeys } from './use-decision-keys.ts'
import { useGroupRows } from './use-group-rows.ts'

/** A row and one of those it may be. */
interface Pair {
  readonly key: string
  readonly row: Row
  readonly candidate: Candidate
}

const pairsOf = (rows: readonly Row[]): readonly Pair[] =>
  rows.flatMap((row) =>
    row.candidates.map((candidate) => ({
      key: `${row.row} ${candidate.contactId ?? ''} ${candidate.row ?? ''}`,
      row,
      candidate,
    })),
  )

const Hints = () => {
  const { t } = useTranslation('imports')
  return (
    <div className={classes.hints}>
      <span>
        <KeyCap keys="S" /> {t('duplicates.hintSame')}
      </span>
      <span>
        <KeyCap keys="D" /> {t('duplicates.hintDifferent')}
      </span>
      <span>
        <KeyCap keys="J" /> <KeyCap keys="K" /> {t('duplicates.hintNext')}
      </span>
    </div>
  )
}

const PairLine = ({ pair, onOpen }: { pair: Pair; onOpen: () => void }) => {
  const reason = useCandidateWords()(pair.candidate)
  return (
    <button type="button" className={classes.line} onClick={onOpen}>
      <span>{pair.row.name}</span>
      <IconArrowsHorizontal size={15} stroke={1.6} aria-hidden="true" />
      <span>{pair.candidate.name}</span>
      <span className={classes.reason}>{reason}</span>
    </button>
  )
}

const nothing: ReadonlySet<string> = new Set()

/** Which pair is looked at, and what was said of the others meanwhile. */
const usePairs = (rows: readonly Row[], isBefore: boolean) => {
  const [place, setPlace] = useState(0)
  const [said, setSaid] = useState(nothing)
  const isRehearsed = useImportStore(({ job, waiting }) => job === null && waiting.length === 0)
  // A decision shows at once, and until the rows have every one that was made.
  if (isRehearsed && !isBefore && said.size > 0) setSaid(nothing)
  const pairs = pairsOf(rows).filter(({ key, row }) => !said.has(key) && !said.has(`${row.row}`))
  const at = Math.max(0, Math.min(place, pairs.length - 1))
  const decide = (verdict: 'same' | 'different'): void => {
    const pair = pairs[at]
    if (pair === undefined) return
    const { row, candidate } = pair
    const hides = verdict === 'same' ? `${row.row}` : pair.key
    setSaid(new Set([...said, hides]))
    setPlace(at)
    const who = {
      ...(candidate.contactId === null ? {} : { candidate: candidate.contactId }),
      ...(candidate.row === null ? {} : { otherRow: candidate.row }),
    }
    void revise({ decisions: [{ row: row.row, ...who, verdict }] })
  }
  return {
    pairs,
    at,
    decide,
    open: setPlace,
    move: (step: 1 | -1) =>
      setPlace(pairs.length === 0 ? 0 : (at + step + pairs.length) % pairs.length),
  }
}

/** Beyond this many nobody has looked at them. */
const mostAtOnce = 5000

/** Says of every row that it is nobody it looks like. */
const allDifferent = async (planId: JobId): Promise<void> => {
  const rows = (await allRows(planId, 'duplicates')) ?? []
  reviseAll(rows, (some) => ({
    decisions: some.map(({ row }) => ({ row, verdict: 'different' })),
  }))
}

/** Possible duplicates: one pair side by side, the others below it as lines. */
export const DuplicatesView = ({
  planId,
  counts,
  round,
}: {
  planId: JobId
  counts: Counts
  round: number
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { rows, more, isLoading, isBefore } = useGroupRows({ planId, group: 'duplicates', round })
  const { pairs, at, decide, open, move } = usePairs(rows, isBefore)
  const pair = pairs[at]
  const decided = counts.decidedSame + counts.decidedDifferent
  const count = counts.duplicates
  useDecisionKeys({
    isOn: pair !== undefined,
    onSame: () => decide('same'),
    onDifferent: () => decide('different'),
    onMove: move,
  })
  return (
    <section className={classes.duplicates} aria-label={t('group.duplicates')}>
      <div className={classes.heading}>
        <h2 className="kith-heading">
          {t('duplicates.title', { count, number: formats.number(count) })}
        </h2>
        <p role="status">
          {decided > 0 &&
            t('duplicates.decided', { count: decided, number: formats.number(decided) })}
          {count === 0 && decided === 0 && !isLoading && t('duplicates.none')}
        </p>
        {pairs.length > 1 && count <= mostAtOnce && (
          <Button variant="subtle" onClick={() => void allDifferent(planId)}>
            {t('duplicates.allDifferent')}
          </Button>
        )}
        {pair !== undefined && <Hints />}
      </div>
      {pair !== undefined && (
        <DuplicateBox
          row={pair.row}
          candidate={pair.candidate}
          place={`${formats.number(at + 1)} / ${formats.number(Math.max(pairs.length, count))}`}
          onDecide={decide}
          onLater={() => move(1)}
        />
      )}
      <div className={classes.lines}>
        {pairs.map((one, index) =>
          index === at ? null : <PairLine key={one.key} pair={one} onOpen={() => open(index)} />,
        )}
      </div>
      <MoreRows shown={rows.length} count={count} onMore={more} />
      {decided > 0 && <DecidedRows planId={planId} round={round} />}
    </section>
  )
}
