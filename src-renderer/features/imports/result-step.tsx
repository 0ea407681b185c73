import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { JobId } from '#shared/domain/ids.ts'
import type { Group, ImportResult } from './import-types.ts'
import classes from './imports.module.css'
import { type Job, useJob } from './use-job.ts'

const ResultLine = ({
  count,
  name,
  note,
  tone,
}: {
  count: number
  name: string
  note: string
  tone?: 'warning' | undefined
}) => {
  const formats = useFormats()
  return (
    <div className={classes.resultLine}>
      <div className={classes.resultFigure} data-tone={tone}>
        {formats.number(count)}
      </div>
      <div>
        <div className={classes.resultName}>{name}</div>
        {note !== '' && <div className={classes.quiet}>{note}</div>}
      </div>
    </div>
  )
}

type UndoState = 'possible' | 'running' | 'done' | 'asks' | 'refused'

/** Undo of the import, a job of its own when it is large. */
const useUndo = (result: ImportResult) => {
  const [state, setState] = useState<UndoState>('possible')
  const [jobId, setJobId] = useState<JobId | null>(null)
  const [code, setCode] = useState('')
  const handleEnd = (job: Job): void => {
    setJobId(null)
    setState(job.status === 'done' ? 'done' : 'possible')
  }
  useJob(jobId, handleEnd)
  const undo = async (): Promise<void> => {
    if (result.operationId === null) return
    setState('running')
    const undone = await attempt('history.undo', { id: result.operationId })
    if (!undone.ok) {
      setCode(undone.error.code)
      setState(undone.error.code === 'conflicts' ? 'asks' : 'refused')
    } else if (undone.value.jobId === null) setState('done')
    // The contract gives job ids as plain integers.
    else setJobId(undone.value.jobId as JobId)
  }
  return { state, code, undo }
}

/** What came of it: a sum, where to look, and Undo in sight. */
export const ResultStep = ({ result, fileName }: { result: ImportResult; fileName: string }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const failureWords = useFailureWords()
  const navigate = useNavigate()
  const { counts, operationId } = result
  const { state, code, undo } = useUndo(result)
  const lines: readonly Group[] = ['new', 'changed', 'unchanged', 'problems']
  const seconds = formats.number(Math.max(0.1, Math.round(result.seconds * 10) / 10))
  return (
    <div className={classes.result}>
      <h2 className={classes.bigHeading}>
        {t('result.title', { count: counts.rows, number: formats.number(counts.rows) })}
      </h2>
      <p className={classes.quiet}>{t('result.when', { file: fileName, seconds })}</p>
      {lines.map((group) => (
        <ResultLine
          key={group}
          count={counts[group]}
          name={t(`result.${group}`, { count: counts[group] })}
          note={counts[group] === 0 || group === 'new' ? '' : t(`result.note.${group}`)}
          tone={group === 'problems' && counts[group] > 0 ? 'warning' : undefined}
        />
      ))}
      <ResultLine
        count={counts.rows}
        name={t('result.rows', { count: counts.rows })}
        note={counts.newCompanies > 0 ? t('result.companies', { count: counts.newCompanies }) : ''}
      />
      {state === 'done' ? (
        <InlineAlert tone="good">
          {t('result.undone', {
            added: formats.number(counts.new + counts.newCompanies),
            changed: formats.number(counts.changed),
          })}
        </InlineAlert>
      ) : (
        <div className={classes.resultActs}>
          {counts.new > 0 && (
            <Button
              size="lg"
              onClick={() =>
                void navigate({
                  to: '/contacts',
                  search: { sort: 'created', direction: 'desc' },
                })
              }
            >
              {t('result.see', { count: counts.new })}
            </Button>
          )}
          {operationId !== null && (
            <Button
              size="lg"
              variant="default"
              className={classes.undo}
              loading={state === 'running'}
              leftSection={<IconArrowBackUp size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => void undo()}
            >
              {t('result.undo')}
            </Button>
          )}
        </div>
      )}
      {state === 'asks' && (
        <InlineAlert
          tone="warning"
          acts={[
            {
              label: t('result.decide'),
              onAct: () => void navigate({ to: '/history' }),
            },
          ]}
        >
          {t('result.asks')}
        </InlineAlert>
      )}
      {state === 'refused' && <InlineAlert tone="error">{failureWords(code)}</InlineAlert>}
      {operationId !== null && state !== 'done' && (
        <p className={classes.quiet}>{t('result.undoNote')}</p>
      )}
    </div>
  )
}
